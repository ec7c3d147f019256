import {execFileSync, spawn} from 'node:child_process'
import {once} from 'node:events'
import process from 'node:process'

/** Only root can make network namespaces, and only with iproute2. */
export function canMakeNetworks(): boolean {
	if (process.getuid?.() !== 0) return false
	try {
		execFileSync('ip', ['netns', 'list'], {stdio: 'ignore'})
		return true
	} catch {
		return false
	}
}

export interface Neighbour extends AsyncDisposable {
	/** Its address, reached over a cable of its own. */
	readonly address: string
	/** Runs a JavaScript program on it; resolves when the program has printed something. */
	serve(code: string): Promise<{said(): string; untilSays(word: string): Promise<void>}>
	/** Pulls the cable. */
	unplug(): void
}

/** A second machine, made of a network namespace and a pair of virtual cards. */
export function addNeighbour(): Neighbour {
	const id = `${process.pid}`.slice(-5)
	const [name, near, far] = [`linestat${id}`, `lsn${id}`, `lsf${id}`]
	// TEST-NET-2 of RFC 5737: no real network has it.
	const subnet = '198.51.100'
	const ip = (...args: string[]) => execFileSync('ip', args, {stdio: ['ignore', 'ignore', 'pipe']})
	const children: ReturnType<typeof spawn>[] = []
	ip('netns', 'add', name)
	ip('link', 'add', near, 'type', 'veth', 'peer', 'name', far, 'netns', name)
	ip('addr', 'add', `${subnet}.1/24`, 'dev', near)
	ip('link', 'set', near, 'up')
	ip('-n', name, 'addr', 'add', `${subnet}.2/24`, 'dev', far)
	ip('-n', name, 'link', 'set', far, 'up')
	return {
		address: `${subnet}.2`,
		async serve(code) {
			const command = ['netns', 'exec', name, process.execPath, '-e', code]
			const child = spawn('ip', command, {stdio: ['ignore', 'pipe', 'inherit']})
			children.push(child)
			let said = ''
			child.stdout.on('data', (bytes: Buffer) => {
				said += bytes
			})
			await once(child.stdout, 'data')
			return {
				said: () => said,
				async untilSays(word) {
					while (!said.includes(word)) await once(child.stdout, 'data')
				},
			}
		},
		unplug: () => void ip('-n', name, 'link', 'set', far, 'down'),
		async [Symbol.asyncDispose]() {
			for (const child of children) if (child.kill('SIGKILL')) await once(child, 'exit')
			ip('link', 'del', near)
			ip('netns', 'del', name)
		},
	}
}
