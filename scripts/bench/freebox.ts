import fs from 'node:fs'
import path from 'node:path'
import {createCertificate} from '../../test/simulators/certificates.ts'
import {type Freebox, type FreeboxOptions, startFreebox} from '../../test/simulators/freebox/server.ts'
import {emptyScript, type Group, program, workFolder} from './group.ts'
import {measure} from './measure.ts'

const LATENCY_MS = 20

/** A Freebox Ultra over plain HTTP and TLS: the default poll and all groups, with a session that is kept. */
export async function freeboxGroup(): Promise<Group> {
	const {folder, home, remove} = workFolder()
	const servers: Freebox[] = []
	const tls = createCertificate({name: 'box', names: ['mafreebox.freebox.fr']})
	const start = async (options: FreeboxOptions) => {
		const freebox = await startFreebox({model: 'ultra-v16', ...options})
		servers.push(freebox)
		const {id: appId, token: appToken, trackId} = freebox.box.accounts.grant('fr.freebox.linestat')
		// Where it is looked for when none is named: a poll with --state-dir would be compared with the one before too.
		const state = fs.mkdtempSync(path.join(folder, 'state-'))
		const stateDir = path.join(state, 'linestat')
		fs.mkdirSync(stateDir)
		const entry = {appId, appToken, trackId: String(trackId), status: 'granted', fingerprint: tls.fingerprint}
		const file = path.join(stateDir, 'freebox.json')
		fs.writeFileSync(file, JSON.stringify({[`127.0.0.1:${freebox.port}`]: entry}), {mode: 0o600})
		const poll = (name: string, ...args: string[]) =>
			program(name, ['freebox', '--endpoint', freebox.url, '--format', 'influx', ...args], {
				HOME: home,
				XDG_STATE_HOME: state,
			})
		return {freebox, stateDir, poll}
	}
	const near = await start({})
	const far = await start({latencyMs: LATENCY_MS})
	const nearTls = await start({tls})
	const farTls = await start({tls, latencyMs: LATENCY_MS})

	const rounds = async ({freebox: {seen}, poll}: typeof far, ...args: string[]) => {
		Object.assign(seen, {connections: 0, atOnce: 0})
		const before = seen.requests.length
		await measure(poll('count', ...args))
		return `${seen.requests.length - before} requests, ${seen.rounds(before)} rounds, ${seen.connections} connections`
	}
	const counts = []
	for (const [name, box] of [['http', far] as const, ['https', farTls] as const]) {
		await measure(box.poll('login', '--all'))
		counts.push(`${name}: ${await rounds(box)}; --all: ${await rounds(box, '--all')}`)
	}
	return {
		title: `A Freebox Ultra (${counts.join('; ')})`,
		cases: [
			emptyScript(folder),
			near.poll('freebox, http'),
			nearTls.poll('freebox, https'),
			near.poll('freebox, http, with events', '--state-dir', near.stateDir),
			near.poll('freebox --all, http', '--all'),
			nearTls.poll('freebox --all, https', '--all'),
			far.poll(`freebox, http, ${LATENCY_MS} ms latency`),
			farTls.poll(`freebox, https, ${LATENCY_MS} ms latency`),
			far.poll(`freebox --all, http, ${LATENCY_MS} ms latency`, '--all'),
			farTls.poll(`freebox --all, https, ${LATENCY_MS} ms latency`, '--all'),
		],
		async [Symbol.asyncDispose]() {
			for (const server of servers) await server.close()
			remove()
		},
	}
}
