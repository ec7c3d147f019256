import fs from 'node:fs'
import path from 'node:path'
import {buffer, text} from 'node:stream/consumers'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {ConnectError, resultOf, describe as say} from '../../../src/errors.ts'
import {failure} from '../../ssh.ts'
import {type Sshd, startSshd} from '../servers/sshd.ts'
import {connect} from './connect.ts'

let sshd: Sshd
beforeAll(async () => {
	sshd = await startSshd(['UsePAM no', 'Subsystem sftp internal-sftp'])
})
afterAll(() => sshd.stop())

describe('a session', () => {
	it('runs commands', async () => {
		await using ssh = await connect(sshd)
		expect(await ssh.exec('echo out; echo err >&2; exit 3')).toMatchObject({
			stdout: expect.stringMatching(/out\n$/),
			stderr: expect.stringMatching(/err\n$/),
			code: 3,
		})
		expect((await ssh.exec('kill -9 $$')).code).toBeUndefined()
	})

	it('talks to a loop, which ends with the connection', async () => {
		await using ssh = await connect(sshd)
		const stream = await ssh.open(`exec sh -c 'while read -r t; do echo "<$t>"; done; echo end'`)
		stream.write('1\n')
		stream.write('2\n')
		stream.end()
		expect(await text(stream)).toMatch(/<1>\n<2>\nend\n$/)
	})

	it('has a shell on a wide terminal', async () => {
		await using ssh = await connect(sshd)
		const shell = await ssh.shell()
		shell.end('stty size; exit\n')
		expect(await text(shell)).toContain('250 250')
	})

	it('stops a command that never stops', async () => {
		await using ssh = await connect(sshd)
		expect(say(await failure(ssh.exec('yes', {maxBytes: 1_000_000})))).toContain('more than 1000000 bytes')
		expect((await ssh.exec('echo still here')).stdout).toContain('still here')
	})

	it('reads 20 MB over SFTP', async () => {
		const content = Buffer.from(Array.from({length: 20_000_000}, (_, index) => (index * 31) % 253))
		const file = path.join(sshd.folder, 'big')
		fs.writeFileSync(file, content)
		await using ssh = await connect(sshd)
		await using remote = await ssh.openFile(file)
		expect((await remote.stat()).size).toBe(content.length)
		expect((await buffer(remote.read())).equals(content)).toBe(true)
		expect(resultOf(await failure(ssh.openFile('/nonexistent')))).toBe('protocol')
	})

	it('ends with an error when the server dies in the middle of an answer', async () => {
		await using server = await startSshd(['UsePAM no'])
		await using ssh = await connect(server)
		const answer = failure(ssh.exec('echo begin; kill -9 $PPID; sleep 30'))
		expect(await answer).toBeInstanceOf(ConnectError)
	})

	it('says that there are no more sessions', async () => {
		await using server = await startSshd(['UsePAM no', 'MaxSessions 1'])
		await using ssh = await connect(server)
		const first = await ssh.open('cat')
		expect(resultOf(await failure(ssh.exec('true')))).toBe('refused')
		first.destroy()
	})
})
