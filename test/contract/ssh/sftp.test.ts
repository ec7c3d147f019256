import {buffer, text} from 'node:stream/consumers'
import {describe, expect, it} from 'vitest'
import {ConnectError, describe as say} from '../../../src/errors.ts'
import {NoSuchFileError} from '../../../src/transports/ssh/index.ts'
import {startSsh} from '../../simulators/ssh.ts'
import {failure} from '../../ssh.ts'
import {ADMIN, connect} from './device.ts'

describe('SFTP', () => {
	const long = Buffer.from(Array.from({length: 300_000}, (_, index) => index % 251))
	const files = () =>
		new Map([
			['/long', {content: long, modified: 1_700_000_000}],
			['/empty', {content: Buffer.alloc(0), modified: 1}],
		])

	it.each([262_144, 32_768, 1000])('reads a file in order, %d bytes an answer', async readBytes => {
		await using device = await startSsh({...ADMIN, files: files(), readBytes})
		await using ssh = await connect(device)
		await using remote = await ssh.openFile('/long')
		expect(await remote.stat()).toEqual({size: 300_000, modified: 1_700_000_000})
		expect((await buffer(remote.read())).equals(long)).toBe(true)
	})

	it('reads an empty file, and as a stream', async () => {
		await using device = await startSsh({...ADMIN, files: files()})
		await using ssh = await connect(device)
		expect(await text(ssh.readFile('/empty'))).toBe('')
		expect((await buffer(ssh.readFile('/long'))).equals(long)).toBe(true)
	})

	it('says that a file is not there, or too long', async () => {
		await using device = await startSsh({...ADMIN, files: files()})
		await using ssh = await connect(device)
		expect(await failure(ssh.openFile('/nowhere'))).toBeInstanceOf(NoSuchFileError)
		expect(say(await failure(text(ssh.readFile('/long', {maxBytes: 100_000}))))).toContain(
			'longer than 100000 bytes. Check that the path',
		)
	})

	it('fails when the device goes away in the middle', async () => {
		await using device = await startSsh({...ADMIN, files: files(), drop: 'answer'})
		await using ssh = await connect(device)
		expect(await failure(text(ssh.readFile('/long')))).toBeInstanceOf(ConnectError)
	})
})
