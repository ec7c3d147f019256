import {spawn} from 'node:child_process'
import {once} from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import {list, object, parseJson} from '../../../src/json.ts'
import {untilTrue} from './until.ts'

export interface Influxd extends AsyncDisposable {
	/** As in `http://127.0.0.1:40123`. */
	readonly url: string
	/** Makes an empty database; one per test keeps field types apart. */
	create(database: string): Promise<void>
	/** The status and the words of the answer: 204 and nothing when every line was taken. */
	write(database: string, lines: string): Promise<{status: number; text: string}>
	/** Rows as column to value; integers are bigint, times nanoseconds. */
	query(database: string, influxql: string): Promise<Record<string, unknown>[]>
}

/** InfluxDB 1.x of Debian on loopback, on ports that are free, with its data in a folder that goes with it. */
export async function startInfluxd(): Promise<Influxd> {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-influxd-'))
	const server = spawn('influxd', ['run', '-config', '/dev/null'], {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: {
			PATH: process.env.PATH,
			HOME: folder,
			INFLUXDB_REPORTING_DISABLED: 'true',
			INFLUXDB_META_DIR: path.join(folder, 'meta'),
			INFLUXDB_DATA_DIR: path.join(folder, 'data'),
			INFLUXDB_DATA_WAL_DIR: path.join(folder, 'wal'),
			INFLUXDB_BIND_ADDRESS: '127.0.0.1:0',
			INFLUXDB_HTTP_BIND_ADDRESS: '127.0.0.1:0',
			INFLUXDB_HTTP_LOG_ENABLED: 'false',
			INFLUXDB_MONITOR_STORE_ENABLED: 'false',
			INFLUXDB_CONTINUOUS_QUERIES_ENABLED: 'false',
			INFLUXDB_DATA_QUERY_LOG_ENABLED: 'false',
			INFLUXDB_LOGGING_FORMAT: 'json',
		},
	})
	let log = ''
	for (const stream of [server.stdout, server.stderr]) {
		stream.on('data', (bytes: Buffer) => {
			log += bytes
		})
	}
	const stop = async () => {
		// It takes two seconds to end properly, and its data is thrown away.
		if (server.exitCode === null && server.kill('SIGKILL')) await once(server, 'exit')
		fs.rmSync(folder, {recursive: true, force: true})
	}
	const address = () => /"Listening on HTTP".*?"addr":"([^"]+)"/.exec(log)?.[1]
	try {
		await untilTrue('influxd', async () => {
			const at = address()
			return at !== undefined && (await fetch(`http://${at}/ping`)).status === 204
		})
	} catch (error) {
		await stop()
		throw error
	}
	const url = `http://${address()}`
	const post = (where: string, body: string | URLSearchParams) => fetch(url + where, {method: 'POST', body})

	return {
		url,
		async create(database) {
			await post('/query', new URLSearchParams({q: `CREATE DATABASE "${database}"`}))
		},
		async write(database, lines) {
			const response = await post(`/write?db=${database}`, lines)
			return {status: response.status, text: await response.text()}
		},
		async query(database, influxql) {
			const parameters = new URLSearchParams({db: database, epoch: 'ns', q: influxql})
			const answer = object(parseJson(await (await fetch(`${url}/query?${parameters}`)).text()))
			const [result] = list(answer.results).map(object)
			const [series] = list(result?.series).map(object)
			const columns = list(series?.columns).map(String)
			return list(series?.values).map(row =>
				Object.fromEntries(columns.map((column, index) => [column, list(row)[index]])),
			)
		},
		[Symbol.asyncDispose]: stop,
	}
}
