import {once} from 'node:events'
import fs from 'node:fs'
import http from 'node:http'
import type {AddressInfo} from 'node:net'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import {describe, expect, it} from 'vitest'
import {openCollector} from '../contract/fc/collector.ts'
import {modemFixture} from '../fixtures/modem.ts'
import {type GrafanaDashboard, targetsOf} from '../grafana.ts'
import {pollFreebox} from './freebox-box.ts'
import {installed} from './installed.ts'
import {linestat} from './program.ts'
import {startInfluxd} from './servers/influxd.ts'
import {startPrometheus} from './servers/prometheus.ts'
import {untilTrue} from './servers/until.ts'

const influxd = installed('influxd')
const prometheus = installed('prometheus')

interface Shown {
	readonly dashboard: string
	readonly of: string
	/** What the program prints for the device with the most to tell. */
	readonly poll: (format: 'influx' | 'prometheus') => Promise<string>
	/** A metric of every poll. */
	readonly metric: string
}

const SHOWN: readonly Shown[] = [
	{dashboard: 'xdsl', of: 'a Vigor', poll: pollVigor, metric: 'xdsl_up'},
	{dashboard: 'xdsl', of: 'a Technicolor', poll: pollModem('technicolor-17.2--17a'), metric: 'xdsl_up'},
	{dashboard: 'xdsl', of: 'a Broadcom', poll: pollModem('broadcom-dsl-g225--17a-ginp'), metric: 'xdsl_up'},
	{dashboard: 'xdsl', of: 'OpenWrt', poll: pollModem('openwrt-23.05--17a-vectoring'), metric: 'xdsl_up'},
	{dashboard: 'xdsl', of: 'a ZTE', poll: pollModem('zte-h1600-h388x--adsl2plus'), metric: 'xdsl_up'},
	{dashboard: 'freebox', of: 'an Ultra', poll: format => pollFreebox('ultra-v16', format), metric: 'wan_up'},
	{dashboard: 'wan', of: 'a pfSense', poll: pollFirewall, metric: 'wan_up'},
	{dashboard: 'fc', of: 'a collector', poll: pollCollectors, metric: 'fc_collector_up'},
]

async function pollFirewall(format: 'influx' | 'prometheus'): Promise<string> {
	const capture = 'fixtures/pfsense/v1--several-wans.txt'
	const {status, stdout} = await linestat(['pfsense', '--replay', capture, '--format', format])
	expect(status).toBe(0)
	return stdout
}

/** The second poll of two: one exporter has gone down, one has come up. */
async function pollCollectors(format: 'influx' | 'prometheus'): Promise<string> {
	await using collector = await openCollector()
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-fc-'))
	const known = path.join(folder, 'known_hosts')
	fs.writeFileSync(known, collector.knownHost)
	const now = Math.floor(Date.now() / 1000)
	const poll = async (time: number, rows: Readonly<Record<string, number>>) => {
		collector.write(rows, time)
		const place = ['--collector', `root@127.0.0.1:${collector.port}`, '--known-hosts', known]
		const args = ['--site', 'lab', '--state-dir', folder, '--now', String(time), '--format', format]
		const env = {PATH: process.env.PATH ?? '', LINESTAT_FC_PASSWORD: 'secret'}
		const {status, stdout, stderr} = await linestat(['fc', ...place, ...args], {env})
		expect({status, stderr}).toEqual({status: 0, stderr: ''})
		return stdout
	}
	await poll(now - 300, {'192.0.2.1': 800, '192.0.2.2': 0})
	const printed = await poll(now, {'192.0.2.1': 0, '192.0.2.2': 800})
	fs.rmSync(folder, {recursive: true})
	return printed
}

function pollModem(name: string): Shown['poll'] {
	const {modem} = modemFixture(name)
	return async format => {
		const capture = `fixtures/modem/${name}.txt`
		const {status, stdout} = await linestat(['modem', modem, '--replay', capture, '--format', format])
		expect(status).toBe(0)
		return stdout
	}
}

async function pollVigor(format: 'influx' | 'prometheus'): Promise<string> {
	const capture = 'fixtures/draytek/vigor165-4.2.4--17a-vectoring-ginp.txt'
	const {status, stdout} = await linestat(['draytek', '--replay', capture, '--bins', '--format', format])
	expect(status).toBe(0)
	return stdout
}

function queriesOf(file: string): string[] {
	const dashboard = JSON.parse(fs.readFileSync(`docs/grafana/${file}`, 'utf8')) as GrafanaDashboard
	return targetsOf(dashboard)
}

/** Splits queries by whether the modem has anything for them: G.INP counters, for one, are another modem's. */
function byAnswer(queries: readonly string[], isPrinted: (query: string) => boolean) {
	const answered = queries.filter(isPrinted)
	expect(answered.length).toBeGreaterThan(10)
	return {answered, silent: queries.filter(query => !isPrinted(query))}
}

describe.runIf(influxd.here)(`the dashboards for InfluxDB${influxd.note}`, () => {
	it.each(SHOWN)('$dashboard of $of has an answer to every query', async ({dashboard, poll}) => {
		await using server = await startInfluxd()
		await server.create('dsl')
		const printed = await poll('influx')
		const now = BigInt(Date.now()) * 1_000_000n
		for (const age of [60n, 30n, 0n]) {
			const time = now - age * 1_000_000_000n
			expect(await server.write('dsl', printed.replace(/ \d{19}$/gm, ` ${time}`))).toEqual({
				status: 204,
				text: '',
			})
		}
		const ask = async (query: string): Promise<{error?: string; series?: unknown[]}> => {
			const parameters = new URLSearchParams({db: 'dsl', q: asGrafana(query)})
			const {results} = (await (await fetch(`${server.url}/query?${parameters}`)).json()) as {
				results: [object]
			}
			return results[0]
		}
		const {answered, silent} = byAnswer(queriesOf(`${dashboard}-influxdb.json`), query => {
			const from = /FROM "(\w+)"/.exec(query)?.[1]
			return [...query.matchAll(/(?:\(|SELECT )"(\w+)"/g)].some(([, field]) =>
				new RegExp(`^${from},.*[ ,]${field}=`, 'm').test(printed),
			)
		})
		for (const query of answered) expect((await ask(query)).series?.length ?? 0, query).toBeGreaterThan(0)
		for (const query of silent) expect(await ask(query), query).toEqual({statement_id: 0})
	})
})

describe.runIf(prometheus.here)(`the dashboards for Prometheus${prometheus.note}`, () => {
	it.each(SHOWN)('$dashboard of $of has an answer to every query', async ({dashboard, poll, metric}) => {
		const printed = await poll('prometheus')
		const target = http.createServer((_request, response) => {
			response.setHeader('content-type', 'text/plain; version=0.0.4; charset=utf-8').end(printed)
		})
		target.listen(0, '127.0.0.1')
		await once(target, 'listening')
		await using server = await startPrometheus(`127.0.0.1:${(target.address() as AddressInfo).port}`)
		try {
			expect(await server.firstScrape()).toBe('up')
			await untilTrue(
				'a third scrape',
				async () => (await server.query(`count_over_time(${metric}[1m]) > 2`)).length > 0,
			)
			const {answered, silent} = byAnswer(queriesOf(`${dashboard}-prometheus.json`), query =>
				printed.includes(`\n${/\w+(?=\{)/.exec(query)?.[0]}{`),
			)
			for (const query of answered)
				expect((await server.query(asGrafana(query))).length, query).toBeGreaterThan(0)
			for (const query of silent) expect(await server.query(asGrafana(query)), query).toEqual([])
		} finally {
			target.closeAllConnections()
			target.close()
		}
	})
})

/** The variables as Grafana fills them in, for all sources and the last hour. */
function asGrafana(query: string): string {
	return query
		.replaceAll('$source', '(.*)')
		.replaceAll('$timeFilter', 'time > now() - 1h')
		.replaceAll('$__interval', '10s')
		.replaceAll('$__rate_interval', '1m')
		.replaceAll('$__range', '1h')
}
