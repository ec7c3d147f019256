import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {parseLineProtocol} from '../grammar/line-protocol.ts'
import {possible} from '../possible.ts'
import {installed} from './installed.ts'
import {linestat} from './program.ts'
import {type Sshd, startSshd} from './servers/sshd.ts'
import {addUser, root} from './servers/user.ts'

const ME = os.userInfo().username
const sshds = installed('sshd')
const busybox = '/bin/busybox'
const namesHere = () =>
	fs
		.readdirSync('/sys/class/net')
		.filter(name => fs.existsSync(`/sys/class/net/${name}/statistics`))
		.sort()

let sshd: Sshd
beforeAll(async () => {
	if (sshds.here) sshd = await startSshd(['UsePAM no'])
})
afterAll(() => sshd?.stop())

const args = (user: string, ...more: string[]) => [
	...['ifstat', '--ssh', `${user}@127.0.0.1:${sshd.port}`, '--format', 'influx'],
	...['--known-hosts', sshd.knownHosts, '--identity-file', sshd.identity, ...more],
]

describe.runIf(sshds.here)(`ifstat --ssh against OpenSSH${sshds.note}`, () => {
	it('sees the interfaces that this machine sees of itself', async () => {
		const [remote, local] = await Promise.all([
			linestat(args(ME, '*', '--all-stats')),
			linestat(['ifstat', '*', '--all-stats', '--format', 'influx']),
		])
		expect(remote).toMatchObject({status: 0, stderr: ''})
		const shapes = [remote, local].map(({stdout}) =>
			parseLineProtocol(stdout).map(({measurement, tags, fields}) => [
				measurement,
				tags.interface,
				Object.keys(fields),
			]),
		)
		expect(shapes[0]).toEqual(shapes[1])
		expect(
			shapes[0]
				?.slice(0, -1)
				.map(([, name]) => name)
				.sort(),
		).toEqual(namesHere())
	})

	const shells = ['/bin/sh', '/bin/bash', busybox].map(shell => ({
		shell,
		...(root.here ? possible(fs.existsSync(shell), 'it is not there') : root),
	}))
	describe.each(shells)('$shell$note', ({shell, here}) => {
		it.runIf(here)('is heard through its noise', async () => {
			using user = addUser({
				shell: shell === busybox ? busyboxShell(path.join(sshd.folder, 'busybox')) : shell,
			})
			for (const file of ['.bashrc', '.profile']) {
				fs.writeFileSync(path.join(user.home, file), 'echo ./eth9/ifindex:1; printf "no line feed> "\n')
			}
			const {status, stdout, stderr} = await linestat(args(user.name, 'lo'))
			expect({status, stderr}).toEqual({status: 0, stderr: ''})
			expect(stdout).toMatch(
				/^ifstat,device=ifstat,interface=lo,[^\n]*up=1i \d+\nlinestat_poll,[^\n]*points=1i/,
			)
		})
	})

	it('keeps one login for many samples, and leaves nothing behind', async () => {
		const before = sshd.log().match(/Accepted publickey/g)?.length ?? 0
		const {status, stdout} = await linestat(args(ME, 'lo', '--interval', '100ms', '--count', '5'))
		expect(status).toBe(0)
		expect(stdout.match(/result="ok"/g)).toHaveLength(5)
		expect(sshd.log().match(/Accepted publickey/g)?.length).toBe(before + 1)
		await expect.poll(loops, {timeout: 5000}).toEqual([])
	})
})

/** A login shell as on OpenWrt: BusyBox alone, with its own grep and cat. */
function busyboxShell(folder: string): string {
	fs.mkdirSync(folder, {recursive: true})
	for (const applet of ['sh', 'cat', 'grep']) fs.symlinkSync(busybox, path.join(folder, applet))
	const shell = path.join(folder, 'login')
	fs.writeFileSync(shell, `#!/bin/sh\nPATH=${folder}\nexport PATH\nexec ${busybox} sh "$@"\n`, {mode: 0o755})
	return shell
}

/** Processes that still wait for a word. */
function loops(): string[] {
	return fs
		.readdirSync('/proc')
		.filter(name => /^\d+$/.test(name))
		.filter(pid => commandOf(pid).includes('while read -r t; do echo "@linestat'))
}

function commandOf(pid: string): string {
	try {
		return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8')
	} catch {
		return ''
	}
}
