import {once} from 'node:events'
import {text} from 'node:stream/consumers'
import {describe, expect, it} from 'vitest'
import {ConnectError, ParseError, resultOf, describe as say} from '../../../src/errors.ts'
import {startSsh} from '../../simulators/ssh.ts'
import {failure} from '../../ssh.ts'
import {ADMIN, connect} from './device.ts'

describe('a session', () => {
	it('runs commands and reads output, errors and status', async () => {
		await using device = await startSsh({
			...ADMIN,
			exec: command => ({stdout: `did ${command}\n`, stderr: 'oh\n', code: 3}),
		})
		await using ssh = await connect(device)
		expect(await ssh.exec('uptime')).toEqual({stdout: 'did uptime\n', stderr: 'oh\n', code: 3})
		expect(await ssh.exec('again')).toMatchObject({stdout: 'did again\n'})
	})

	it('talks to a command, and sees its end', async () => {
		await using device = await startSsh({
			...ADMIN,
			exec(_command, channel) {
				channel.on('data', (line: Buffer) => channel.write(`<${line.toString().trim()}>\n`))
				channel.on('end', () => channel.end())
				return undefined
			},
		})
		await using ssh = await connect(device)
		const stream = await ssh.open('cat')
		stream.end('tick\n')
		expect(await text(stream)).toBe('<tick>\n')
	})

	it('has a shell with a terminal', async () => {
		await using device = await startSsh({
			...ADMIN,
			shell: channel => channel.end('DrayTek> '),
		})
		await using ssh = await connect(device)
		expect(await text(await ssh.shell())).toBe('DrayTek> ')
	})

	it('leaves nothing open when it is closed, even at a device that hangs', async () => {
		await using device = await startSsh({...ADMIN, hang: 'channel'})
		const ssh = await connect(device)
		const waiting = failure(ssh.exec('uptime'))
		ssh.close()
		expect(say(await waiting)).toContain('was closed')
		expect(say(await failure(ssh.exec('uptime')))).toContain('was closed')
		await expect.poll(() => device.connections).toBe(0)
	})

	it('never takes the beginning of an answer for all of it', async () => {
		await using device = await startSsh({...ADMIN, exec: () => 'half of it', hang: 'answer'})
		const ssh = await connect(device)
		const waiting = failure(ssh.exec('uptime'))
		const stream = await ssh.open('uptime')
		await once(stream, 'readable')
		ssh.close()
		expect(await waiting).toBeInstanceOf(ConnectError)
		expect(stream.destroyed).toBe(true)
	})

	it('refuses an answer that is too long', async () => {
		await using device = await startSsh({...ADMIN, flood: 'answer', exec: () => ''})
		await using ssh = await connect(device)
		const error = await failure(ssh.exec('yes', {maxBytes: 100_000}))
		expect(error).toBeInstanceOf(ParseError)
		expect(say(error)).toContain('more than 100000 bytes')
	})

	it('tells a refused channel from a refused command', async () => {
		await using device = await startSsh({...ADMIN, refuse: 'channel'})
		await using ssh = await connect(device)
		expect(resultOf(await failure(ssh.exec('uptime')))).toBe('refused')

		await using other = await startSsh(ADMIN)
		await using bare = await connect(other)
		expect(say(await failure(bare.exec('uptime')))).toContain('refused to run a command')
		expect(say(await failure(bare.shell()))).toContain('refused a shell')
		expect(say(await failure(bare.openFile('/x')))).toContain('offers no SFTP')
	})
})
