import {text} from 'node:stream/consumers'
import {describe, expect, it} from 'vitest'
import {ConnectError, ParseError, resultOf, describe as say} from '../../../src/errors.ts'
import {type SshSimulator, type SshStage, startSsh} from '../../simulators/ssh.ts'
import {failure} from '../../ssh.ts'
import {ADMIN, connect} from './device.ts'

describe('a device that misbehaves', () => {
	const stages: SshStage[] = ['connect', 'handshake', 'login', 'channel', 'answer']
	const poll = async (device: SshSimulator, signal?: AbortSignal) => {
		await using ssh = await connect(device, signal === undefined ? {} : {signal})
		return await ssh.exec('uptime')
	}

	it.each(stages)('hangs at the %s: the deadline ends it and the socket', async hang => {
		await using device = await startSsh({...ADMIN, exec: () => 'half of it', hang})
		const deadline = new AbortController()
		const reason = new ConnectError('too late', {result: 'timeout'})
		setTimeout(() => deadline.abort(reason), 250)
		expect(await failure(poll(device, deadline.signal))).toBe(reason)
		await expect.poll(() => device.connections).toBe(0)
	})

	it.each(stages)('drops the connection at the %s', async drop => {
		await using device = await startSsh({...ADMIN, exec: () => 'half of it', drop})
		const error = await failure(poll(device))
		expect(error).toBeInstanceOf(ConnectError)
		expect(say(error)).toContain('closed the connection')
	})

	it('never stops its greeting', async () => {
		await using device = await startSsh({flood: 'greeting'})
		const error = await failure(poll(device))
		expect(error).toBeInstanceOf(ParseError)
		expect(say(error)).toContain('does not speak SSH')
	})

	it('greets and shows a banner, which does no harm', async () => {
		const greeting = 'Authorised use only\r\n'
		await using device = await startSsh({...ADMIN, greeting, banner: 'Welcome\n', exec: () => 'up'})
		expect(await poll(device)).toMatchObject({stdout: 'up'})
	})

	it('is slow, and cuts characters in two', async () => {
		const stdout = 'größer als üblich, '.repeat(20)
		await using device = await startSsh({...ADMIN, slow: true, exec: () => ({stdout, code: 1})})
		expect(await poll(device)).toEqual({stdout, stderr: '', code: 1})
	})

	it('is not there', async () => {
		const device = await startSsh(ADMIN)
		await device.close()
		expect(resultOf(await failure(poll(device)))).toBe('refused')
	})

	it('has a name that nobody knows', async () => {
		await using device = await startSsh(ADMIN)
		const error = await failure(connect(device, {target: 'host.invalid'}))
		expect(error).toBeInstanceOf(ConnectError)
		expect(say(error)).toContain('Cannot connect to host.invalid:22')
	})

	it('fails the stream of an open command instead of ending it', async () => {
		await using device = await startSsh({
			...ADMIN,
			exec(_command, channel) {
				channel.write('one\n')
				return undefined
			},
		})
		await using ssh = await connect(device)
		const stream = await ssh.open('loop')
		stream.once('data', () => void device.close())
		expect(await failure(text(stream))).toBeInstanceOf(ConnectError)
	})
})
