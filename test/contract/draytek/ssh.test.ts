import {expect, it} from 'vitest'
import {type Ran, run} from '../../run.ts'
import {type VigorOptions, vigorShell} from '../../simulators/draytek.ts'
import {type SshBehaviour, startSsh} from '../../simulators/ssh.ts'
import {Terminal} from '../../simulators/telnet.ts'
import {deviceLines, FIXTURE, poll, switchOn} from './against.ts'

const PASSWORD = {accounts: {admin: {password: 'secret'}}} as const satisfies SshBehaviour

interface SshRan extends Ran {
	readonly device: ReturnType<typeof vigorShell>
	readonly attempts: readonly string[]
}

/** One poll over SSH of a device whose host key is known. */
async function pollSsh(
	behaviour: SshBehaviour,
	options: Partial<VigorOptions> = {},
	argv: readonly string[] = [],
	env: Readonly<Record<string, string>> = {LINESTAT_DRAYTEK_PASSWORD: 'secret'},
): Promise<SshRan> {
	const device = vigorShell({fixture: FIXTURE, dialect: 'none', ...options})
	await using server = await startSsh({
		shell(channel) {
			const terminal = new Terminal(channel, {negotiate: 'none', ...options})
			void device.serve(terminal).then(() => {
				channel.exit(0)
				terminal.hangUp()
			})
		},
		...behaviour,
	})
	const target = ['--transport', 'ssh', '--host', '127.0.0.1', '--port', String(server.port)]
	const ran = await run(
		['draytek', ...target, '--host-key', server.fingerprint, '--timestamp', 'none', ...argv],
		{env, ...(options.fault?.how === 'hang' && {late: device.failed})},
	)
	await device.idle()
	return {...ran, device, attempts: server.attempts}
}

it('prints over SSH what it prints over Telnet', async () => {
	const {status, stdout, stderr, device} = await pollSsh(PASSWORD)
	expect({status, stderr}).toEqual({status: 0, stderr: ''})
	const telnet = await poll(await switchOn())
	expect(deviceLines(stdout)).toEqual(deviceLines(telnet.stdout))
	expect(device.seen).toMatchObject([{left: true, passwords: []}])
})

it.each([1, 7])('reads an answer in pieces of %s bytes', async chunk => {
	const {status, stdout} = await pollSsh(PASSWORD, {chunk, echo: 'reprint', page: 23})
	expect(status).toBe(0)
	expect(stdout).toContain('resyncs=3i')
	expect(stdout).toContain('uptime_seconds=90061i')
})

it('logs in by keyboard-interactive', async () => {
	const prompts = [{prompt: 'Password: ', secret: 'secret'}]
	const {status, attempts} = await pollSsh({accounts: {admin: {prompts}}})
	expect(status).toBe(0)
	expect(attempts).toContain('admin keyboard-interactive')
})

it('logs in a second time where the command line of DrayOS 5 asks for it', async () => {
	const fixture = 'vigor167-5.2.8--17a'
	const {status, device} = await pollSsh(PASSWORD, {fixture, dialect: 'username'})
	expect(status).toBe(0)
	expect(device.seen).toMatchObject([{names: ['admin'], passwords: ['secret'], left: true}])
})

it('knows DrayOS 5 by its prompt where nothing is asked', async () => {
	const {status, device} = await pollSsh(PASSWORD, {fixture: 'vigor167-5.2.8--17a'})
	expect(status).toBe(0)
	expect(device.seen[0]?.commands).toContain('exec dslinfo')
})

it('reaches an old device with --legacy-ssh only', async () => {
	const old: SshBehaviour = {
		...PASSWORD,
		algorithms: {kex: ['diffie-hellman-group14-sha1'], cipher: ['aes128-cbc'], hmac: ['hmac-sha1']},
	}
	const refused = await pollSsh(old)
	expect(refused.status).toBe(5)
	expect(refused.stderr).toContain('--legacy-ssh')
	expect((await pollSsh(old, {}, ['--legacy-ssh'])).status).toBe(0)
})

it('needs no password where the login wants none', async () => {
	const accounts = {admin: {open: true}}
	const {status, device} = await pollSsh({accounts}, {}, [], {})
	expect(status).toBe(0)
	expect(device.seen[0]?.left).toBe(true)
})

it('tries a refused password once', async () => {
	const {status, stderr, attempts} = await pollSsh({accounts: {admin: {password: 'another'}}})
	expect(status).toBe(4)
	expect(stderr).not.toContain('secret')
	expect(attempts.filter(attempt => attempt === 'admin password')).toHaveLength(1)
})

it.each(['connect', 'handshake', 'login', 'channel'] as const)(
	'ends in time where it hangs: %s',
	async hang => {
		const {status, stdout} = await pollSsh({...PASSWORD, hang}, {}, ['--timeout', '400ms'])
		expect(status).toBe(3)
		expect(stdout).toContain('result="timeout"')
	},
)

it('leaves a device that hangs, at the deadline', async () => {
	const fault = {at: 'answer', how: 'hang', command: 'vdsl status more'} as const
	const {status, stdout, device} = await pollSsh(PASSWORD, {fault})
	expect(status).toBe(0)
	expect(stdout).toContain('result="partial"')
	expect(device.seen[0]?.left).toBe(true)
})

it('says that the device closed the connection', async () => {
	const {status, stderr} = await pollSsh(PASSWORD, {fault: {at: 'answer', how: 'close'}})
	expect(status).toBe(3)
	expect(stderr).toContain('closed the connection before the end of its answer to "vdsl status"')
})
