/**
 * An entry for the bundler that uses each package the way linestat's devices and commands do. The tests bundle it as the
 * program is bundled and run it in a process of its own: `node bin/linestat.js NAME ARGUMENT...` prints what came out as JSON.
 */
const uses: Readonly<Record<string, (...args: string[]) => unknown>> = {
	async got(url, ca) {
		const {default: got, RequestError} = await import('got')
		const options = {
			retry: {limit: 0},
			timeout: {request: 300},
			...(ca !== undefined && {https: {certificateAuthority: ca}}),
		}
		try {
			const response = await got(url ?? '', options)
			return {status: response.statusCode, url: response.url, body: response.body}
		} catch (error) {
			if (!(error instanceof RequestError)) throw error
			return {error: error.name, code: error.code, status: error.response?.statusCode}
		}
	},

	async https(port, fingerprint) {
		const {openHttp} = await import('../../src/transports/http.ts')
		const client = await openHttp({
			protocol: 'https:',
			host: '127.0.0.1',
			port: Number(port),
			signal: AbortSignal.timeout(5000),
			concurrency: 2,
			trust: {names: [], pins: [fingerprint ?? ''], onlyPins: true},
			servername: 'box.example',
		})
		const answers = await Promise.all(
			Array.from({length: 6}, () => client.request({method: 'GET', path: '/'})),
		)
		client.close()
		return answers.map(({status}) => status)
	},

	async ssh(port, user, password) {
		const {Client} = await import('ssh2')
		const client = new Client()
		let hostKey = ''
		const ready = Promise.withResolvers<void>()
		client.on('ready', ready.resolve).on('error', ready.reject)
		client.connect({
			host: '127.0.0.1',
			port: Number(port),
			username: user ?? '',
			password: password ?? '',
			hostHash: 'sha256',
			hostVerifier: (hash: string) => {
				hostKey = hash
				return true
			},
		})
		try {
			await ready.promise
		} catch (error) {
			return {error: (error as Error & {level?: string}).level, hostKey}
		}
		const {promise, resolve, reject} = Promise.withResolvers<string>()
		client.exec('uptime', (error, channel) => {
			if (error) return reject(error)
			let text = ''
			channel.on('data', (bytes: Buffer) => {
				text += bytes
			})
			channel.on('close', () => resolve(text))
		})
		const output = await promise
		client.end()
		return {output, hostKey}
	},

	async sshKey(pem) {
		const ssh2 = await import('ssh2')
		const key = ssh2.default.utils.parseKey(pem ?? '')
		return key instanceof Error ? key.message : key.type
	},

	async telnet(port) {
		const {Telnet} = await import('telnet-client')
		const telnet = new Telnet()
		await telnet.connect({
			host: '127.0.0.1',
			port: Number(port),
			shellPrompt: '> ',
			loginPrompt: 'Account:',
			passwordPrompt: 'Password:',
			username: 'admin',
			password: 'secret',
			timeout: 1000,
		})
		const answer = await telnet.exec('vdsl status')
		telnet.destroy()
		return answer
	},

	async csv(text) {
		const {parse} = await import('csv-parse/sync')
		return parse(text ?? '', {columns: true, relax_column_count: true})
	},

	async conf(folder) {
		const {default: Conf} = await import('conf')
		const store = new Conf({cwd: folder ?? '', configName: 'tokens', accessPropertiesByDotNotation: false})
		store.set('192.0.2.1', {token: 't'})
		return new Conf({cwd: folder ?? '', configName: 'tokens', accessPropertiesByDotNotation: false}).store
	},

	async writeFile(file, text) {
		const {default: writeFileAtomic} = await import('write-file-atomic')
		await writeFileAtomic(file ?? '', text ?? '', {mode: 0o644})
		return 'written'
	},

	async yaml(text) {
		const {LineCounter, parseDocument} = await import('yaml')
		const lineCounter = new LineCounter()
		const document = parseDocument(text ?? '', {lineCounter})
		return {value: document.toJS(), errors: document.errors.map(error => [error.code, error.linePos?.[0]])}
	},

	async valibot(text) {
		const v = await import('valibot')
		const schema = v.strictObject({port: v.pipe(v.number(), v.integer(), v.maxValue(65_535))})
		const result = v.safeParse(schema, JSON.parse(text ?? ''))
		return result.success ? result.output : result.issues.map(issue => issue.message)
	},

	async picomatch(glob, ...names) {
		const {default: picomatch} = await import('picomatch')
		const matches = picomatch(glob ?? '')
		return names.filter(name => matches(name))
	},

	async stringWidth(...texts) {
		const {default: stringWidth} = await import('string-width')
		return texts.map(text => stringWidth(text))
	},

	async sshConfig(text, host) {
		const {default: SSHConfig} = await import('ssh-config')
		return SSHConfig.parse(text ?? '').compute(host ?? '')
	},

	async spinner() {
		const {default: yoctoSpinner} = await import('yocto-spinner')
		const spinner = yoctoSpinner({text: 'Waiting', stream: process.stderr}).start()
		spinner.success('Granted')
		return spinner.isSpinning
	},

	async read() {
		const {read} = await import('read')
		return read({prompt: 'Password: ', silent: true, output: process.stderr})
	},

	async commander(...args) {
		const {Command} = await import('commander')
		const program = new Command('program').exitOverride().configureOutput({writeErr: () => {}})
		program.command('ifstat').option('--format <format>')
		try {
			await program.parseAsync(args, {from: 'user'})
			return program.commands[0]?.opts()
		} catch (error) {
			return (error as Error).message
		}
	},
}

async function main([name = '', ...args]: string[]): Promise<void> {
	const result = await uses[name]?.(...args)
	const loaded = (process as unknown as {moduleLoadList: string[]}).moduleLoadList
	const builtins = loaded.filter(line => line.startsWith('NativeModule ')).map(line => line.slice(13))
	process.stdout.write(JSON.stringify({result, builtins}))
}

void main(process.argv.slice(2))
