import fs from 'node:fs'
import net from 'node:net'
import {describe, expect, it, onTestFinished} from 'vitest'
import {point} from '../../src/metrics/model.ts'
import {fakeCatalog, fakeMeasurement} from '../fake-device.ts'
import {folder} from '../folder.ts'
import {possible} from '../possible.ts'
import {type RunOptions, run} from '../run.ts'
import {fakeProgram, spawn} from '../spawn.ts'

/** Polls with a device that reads its secret twice, and says which it got. */
async function secretOf(argv: readonly string[], options: RunOptions = {}) {
	let secret: string | undefined
	const catalog = fakeCatalog(async (_options, context) => {
		secret = await context.secret('password')
		secret = await context.secret('password')
		context.log.debug(`The secret is ${secret}`)
		context.add([point(fakeMeasurement, {}, {port: 1})])
	})
	return {...(await run(['fake', ...argv], {...options, catalog})), secret}
}

describe('sources', () => {
	const files = {
		option: 'from-option\n',
		'config/linestat.yaml': 'devices:\n  modem: {device: fake, password_file: ../yaml}\n',
		yaml: 'from-yaml\n',
		'credentials/linestat.modem.password': 'from-credential-of-modem',
		'credentials/linestat.fake.password': 'from-credential-of-fake',
		'telegraf/telegraf.linestat-fake-password': 'from-telegraf\n',
		variable: 'from-variable-file\n',
	}
	const dir = () => folder(files)

	it('takes the option over all others', async () => {
		const at = dir()
		const argv = [
			'--password-file',
			`${at}/option`,
			'--name',
			'modem',
			'--config',
			`${at}/config/linestat.yaml`,
		]
		const env = {CREDENTIALS_DIRECTORY: `${at}/credentials`, LINESTAT_FAKE_PASSWORD: 'from-variable'}
		expect((await secretOf(argv, {env})).secret).toBe('from-option')
	})

	it('then the key in the file, relative to the file', async () => {
		const at = dir()
		const argv = ['--name', 'modem', '--config', `${at}/config/linestat.yaml`]
		const env = {CREDENTIALS_DIRECTORY: `${at}/credentials`, LINESTAT_FAKE_PASSWORD: 'from-variable'}
		expect((await secretOf(argv, {env})).secret).toBe('from-yaml')
	})

	it('then the systemd credential, that of --name first', async () => {
		const at = dir()
		fs.writeFileSync(`${at}/plain.yaml`, 'devices:\n  modem: {device: fake}\n')
		const env = {CREDENTIALS_DIRECTORY: `${at}/credentials`, LINESTAT_FAKE_PASSWORD: 'from-variable'}
		const named = await secretOf(['--name', 'modem', '--config', `${at}/plain.yaml`], {env})
		expect(named.secret).toBe('from-credential-of-modem')
		expect((await secretOf([], {env})).secret).toBe('from-credential-of-fake')
	})

	it('or the one that the unit of Telegraf imports', async () => {
		const env = {CREDENTIALS_DIRECTORY: `${dir()}/telegraf`, LINESTAT_FAKE_PASSWORD: 'from-variable'}
		expect((await secretOf([], {env})).secret).toBe('from-telegraf')
	})

	it('then the environment, or the file that it names', async () => {
		const file = `${dir()}/variable`
		const both = {LINESTAT_FAKE_PASSWORD: 'from-variable', LINESTAT_FAKE_PASSWORD_FILE: file}
		expect((await secretOf([], {env: both})).secret).toBe('from-variable')
		expect((await secretOf([], {env: {LINESTAT_FAKE_PASSWORD_FILE: file}})).secret).toBe('from-variable-file')
	})

	it('takes ~ in a file for the home', async () => {
		const at = folder({
			pw: 'at-home',
			'linestat.yaml': 'devices: {modem: {device: fake, password_file: ~/pw}}',
		})
		const argv = ['--name', 'modem', '--config', `${at}/linestat.yaml`]
		expect((await secretOf(argv, {env: {HOME: at}})).secret).toBe('at-home')
	})

	it('reads the first line of stdin for -, once', async () => {
		let lines = 0
		const readLine = async () => `line ${++lines}`
		expect((await secretOf(['--password-file', '-'], {io: {readLine}})).secret).toBe('line 1')
	})

	it('has none where there is none, and nobody to ask', async () => {
		const {secret, status} = await secretOf([])
		expect(secret).toBeUndefined()
		expect(status).toBe(0)
	})

	it('asks a person on a terminal, whose time does not count', async () => {
		const questions: string[] = []
		const ask = async (question: string) => {
			questions.push(question)
			await new Promise(resolve => setTimeout(resolve, 500))
			return 'typed'
		}
		const terminal = {isTTY: true, columns: 80}
		const io = {ask, stdin: terminal, stderr: terminal}
		const {secret, stdout, status} = await secretOf(['--timeout', '400ms'], {io})
		expect(secret).toBe('typed')
		expect(questions).toEqual(['fake: login password: '])
		expect(stdout).toContain('result="ok"')
		expect(status).toBe(0)
	})
})

describe('files', () => {
	const poll = async (mode: number, text = 'pw\n', argv: readonly string[] = []) => {
		const dir = folder({secret: text}, mode)
		return {...(await secretOf(['--password-file', `${dir}/secret`, ...argv])), file: `${dir}/secret`}
	}

	it.each([
		[0o644, 'open to every user (mode 644). Run: chmod o='],
		[0o604, 'open to every user (mode 604). Run: chmod o='],
		[0o601, 'open to every user (mode 601). Run: chmod o='],
		[0o666, 'open to every user (mode 666). Run: chmod g-w,o='],
		[0o660, 'writable by its group (mode 660). Run: chmod g-w'],
	])('of mode %o are refused with what mends them', async (mode, message) => {
		const {status, stdout, stderr, secret, file} = await poll(mode)
		expect(secret).toBeUndefined()
		expect(status).toBe(6)
		expect(stdout).toContain('result="config",result_code=6i,up=0i')
		expect(stderr).toBe(`E! The secret file ${file} is ${message} ${file}.\n`)
		// The advice must be enough.
		const command = /chmod (\S+)/.exec(message)?.[1] ?? ''
		const {status: mended} = await spawn(['chmod', command, file])
		expect(mended).toBe(0)
		expect((await secretOf(['--password-file', file])).secret).toBe('pw')
	})

	it.each([0o600, 0o400, 0o640, 0o440])('of mode %o are fine', async mode => {
		expect((await poll(mode)).secret).toBe('pw')
	})

	it('are taken anyway with --allow-unsafe-permissions', async () => {
		expect((await poll(0o644, 'pw\n', ['--allow-unsafe-permissions'])).secret).toBe('pw')
	})

	it('are judged behind a symbolic link', async () => {
		const dir = folder({open: 'pw'}, 0o644)
		fs.symlinkSync('open', `${dir}/link`)
		expect((await secretOf(['--password-file', `${dir}/link`])).stderr).toContain('open to every user')
	})

	it.each([
		['pw', 'pw'],
		['pw\n', 'pw'],
		['pw\r\n', 'pw'],
		['pw\n\n', 'pw\n'],
		[' p w \n', ' p w '],
		['pässwörd\n', 'pässwörd'],
	])('%j are the secret %j', async (text, secret) => {
		expect((await poll(0o600, text)).secret).toBe(secret)
	})

	it.each([
		['', 'is empty'],
		['\n', 'is empty'],
		['x'.repeat(70_000), 'is longer than 65536 bytes'],
	])('without a secret are an error', async (text, message) => {
		const {status, stderr} = await poll(0o600, text)
		expect(status).toBe(6)
		expect(stderr).toContain(message)
	})

	it('that are missing or folders are an error', async () => {
		const dir = folder()
		expect((await secretOf(['--password-file', `${dir}/none`])).stderr).toContain(
			`E! Cannot open the secret file ${dir}/none: ENOENT`,
		)
		expect((await secretOf(['--password-file', dir])).stderr).toContain(
			`E! The secret file ${dir} is a folder.`,
		)
	})
})

describe('a secret on the command line', () => {
	it.each([[['--password', 'hunter2']], [['--password=hunter2']], [['--app-token=hunter2']]])(
		'is refused without repeating it: %j',
		async argv => {
			const {status, stdout, stderr} = await run(['fake', ...argv, '--debug'], {
				catalog: fakeCatalog(async () => {}),
			})
			expect(status).toBe(2)
			expect(stdout).toBe('')
			expect(stderr).toMatch(/^E! --(password|app-token) takes no value here, since every user/)
			expect(stderr).toMatch(/Use --(password|app-token)-file, the systemd credential linestat\.fake\./)
			expect(stderr).not.toContain('hunter2')
		},
	)
})

describe('a secret', () => {
	const secret = 'hunter2"ü\\'

	it('shows up nowhere, also with --debug', async () => {
		const dir = folder({secret})
		let commandLine = ''
		const command = fakeProgram(
			'fake',
			'--debug',
			'--password-file',
			`${dir}/secret`,
			'secret',
			'ready',
			'hang',
			'--timeout',
			'1h',
		)
		const ran = await spawn(command, {
			onOutput: (child, output) => {
				if (commandLine !== '' || !output.includes('ready')) return
				commandLine = fs.readFileSync(`/proc/${child.pid}/cmdline`, 'utf8')
				child.kill('SIGTERM')
			},
		})
		expect(commandLine).toContain('--password-file')
		expect(ran.stdout).toContain('words="10 characters"')
		expect(ran.stderr).toContain('D! Logging in with ***')
		for (const text of [ran.stdout, ran.stderr, commandLine]) expect(text).not.toContain('hunter2')
	})

	it('is read from a pipe on stdin', async () => {
		const {stdout} = await spawn(fakeProgram('fake', '--password-file', '-', 'secret', '--timeout', '1h'), {
			stdin: 'abc\nrest',
		})
		expect(stdout).toContain('words="3 characters"')
	})

	it('that never comes from stdin costs at most the deadline', async () => {
		const ran = await spawn(fakeProgram('fake', '--password-file', '-', 'secret', '--timeout', '400ms'), {
			onOutput: () => {},
		})
		expect(ran.stdout).toContain('result="partial"')
		expect(ran.seconds).toBeLessThan(10)
	})
})

describe('the built program', () => {
	it('repeats no secret, even if the modem does', async () => {
		const secret = 'correct horse'
		const modem = net.createServer(socket => {
			socket.on('error', () => {})
			socket.write('Account:')
			socket.on('data', data => {
				if (data.toString().includes('horse')) socket.write(`\r\n${secret}\r\nunknown ${secret}\r\n`)
				else if (data.toString().includes('admin')) socket.write('Password:')
			})
		})
		await new Promise<void>(resolve => modem.listen(0, '127.0.0.1', resolve))
		onTestFinished(() => void modem.close())
		const {port} = modem.address() as net.AddressInfo
		const dir = folder({secret})
		let commandLine = ''
		const at = ['--host', '127.0.0.1', '--port', String(port), '--timeout', '1s']
		const files = ['--password-file', `${dir}/secret`, '--capture', `${dir}/capture`]
		const command = [process.execPath, 'bin/linestat.js', 'draytek', '--debug', ...at, ...files]
		modem.once('connection', () => {
			commandLine = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8')
		})
		let pid: number | undefined
		const ran = await spawn(command, {
			cwd: process.cwd(),
			onStart: child => {
				pid = child.pid
			},
		})
		expect(ran.status).not.toBe(0)
		expect(ran.stdout).toContain('linestat_poll,device=draytek,source=127.0.0.1 ')
		expect(ran.stderr).toContain(`The login password comes from ${dir}/secret`)
		expect(commandLine).toContain('--password-file')
		const capture = fs.existsSync(`${dir}/capture`) ? fs.readFileSync(`${dir}/capture`, 'utf8') : ''
		for (const text of [ran.stdout, ran.stderr, commandLine, capture]) expect(text).not.toContain('horse')
	})
})

const script = possible(fs.existsSync('/usr/bin/script'), 'there is no /usr/bin/script')
describe.runIf(script.here)(`the prompt on a terminal${script.note}`, () => {
	/** On a pseudo-terminal; the terminal's state is printed behind, as `echo` or `-echo`. */
	const onTerminal = (args: string, type: string) => {
		const program = fakeProgram().join(' ')
		const line = `${program} fake --format influx secret ${args}; echo "status $?"; stty -a | grep -o -- '[-]*echo '`
		let typed = false
		return spawn(['/usr/bin/script', '-qec', line, '/dev/null'], {
			onOutput(child, output) {
				if (typed || !output.includes('login password:')) return
				typed = true
				child.stdin?.write(type)
			},
		})
	}

	it('takes what is typed without showing it', async () => {
		const {stdout} = await onTerminal('', 'hunter2\r')
		expect(stdout).toContain('words="7 characters"')
		expect(stdout).not.toContain('hunter2')
		expect(stdout).toMatch(/status 0\s+echo/)
	})

	it('takes Ctrl-D for no answer', async () => {
		const {stdout} = await onTerminal('', '\u0004')
		expect(stdout).toMatch(/no secret.*status 1\s+echo/s)
	})

	it('gives the terminal back on Ctrl-C, with status 130', async () => {
		const {stdout} = await onTerminal('', 'hun\u0003')
		expect(stdout).toMatch(/status 130\s+echo/)
		expect(stdout).not.toContain('linestat_poll')
		expect(stdout).not.toContain('hun\r')
	})
})
