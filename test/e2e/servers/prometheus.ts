import {spawn} from 'node:child_process'
import {once} from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import {freePort} from './ports.ts'
import {untilTrue} from './until.ts'

/** A sample as Prometheus stored it: labels without the name, value as text. */
export interface StoredSample {
	readonly metric: Readonly<Record<string, string>>
	readonly value: readonly [seconds: number, value: string]
}

export interface Prometheus extends AsyncDisposable {
	/** How the last scrape of the target went: `up` or the reason why not. Waits for the first one. */
	firstScrape(): Promise<string>
	query(expression: string): Promise<StoredSample[]>
}

/** What its API answers, as far as it is asked for. */
interface Answer {
	readonly data: {
		readonly activeTargets: readonly {health: string; lastError: string}[]
		readonly result: StoredSample[]
	}
}

/** Prometheus on loopback that scrapes one target, as in `127.0.0.1:40123`, every second. */
export async function startPrometheus(target: string): Promise<Prometheus> {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-prometheus-'))
	const file = path.join(folder, 'prometheus.yml')
	const scrape = {job_name: 'linestat', honor_labels: true, static_configs: [{targets: [target]}]}
	const config = {global: {scrape_interval: '1s', scrape_timeout: '1s'}, scrape_configs: [scrape]}
	fs.writeFileSync(file, JSON.stringify(config)) // YAML reads JSON
	const address = `127.0.0.1:${await freePort()}`
	const flags = {
		'config.file': file,
		'storage.tsdb.path': path.join(folder, 'data'),
		'web.listen-address': address,
		'log.level': 'error',
	}
	const args = Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`)
	const server = spawn('prometheus', args, {stdio: 'ignore', env: {PATH: process.env.PATH}, cwd: folder})
	const stop = async () => {
		if (server.exitCode === null && server.kill('SIGKILL')) await once(server, 'exit')
		fs.rmSync(folder, {recursive: true, force: true})
	}
	const get = async (where: string): Promise<Answer> =>
		(await (await fetch(`http://${address}${where}`)).json()) as Answer
	try {
		await untilTrue('prometheus', async () => (await fetch(`http://${address}/-/ready`)).ok)
	} catch (error) {
		await stop()
		throw error
	}
	return {
		async firstScrape() {
			let health = 'unknown'
			// Targets are looked for some seconds after the start.
			await untilTrue(
				'a first scrape',
				async () => {
					const [found] = (await get('/api/v1/targets')).data.activeTargets
					health = found?.health === 'up' ? 'up' : `${found?.health}: ${found?.lastError}`
					return found !== undefined && found.health !== 'unknown'
				},
				30,
			)
			return health
		},
		async query(expression) {
			return (await get(`/api/v1/query?query=${encodeURIComponent(expression)}`)).data.result
		},
		[Symbol.asyncDispose]: stop,
	}
}
