import {spawnSync} from 'node:child_process'
import fs from 'node:fs'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {modelNames} from '../simulators/freebox/model.ts'
import {pollFreebox} from './freebox-box.ts'
import {installed} from './installed.ts'
import {type Influxd, startInfluxd} from './servers/influxd.ts'

const {here, note} = installed('influxd')
const promtool = installed('promtool')

/** As Telegraf adds it: the dashboards select by this tag. */
const withHost = (lines: string): string => lines.replace(/^(\w+)/gm, '$1,host=freebox')

/** The queries of the dashboards of freebox-monitoring: measurement, what is selected, and by which tags. */
const QUERIES: readonly (readonly [measurement: string, fields: readonly string[], by: readonly string[]])[] =
	[
		['freebox', ['sys_uptime', 'firmware_version'], ['host', 'hw_model', 'hw_mac', 'api_version']],
		['freebox', ['sys_temp'], ['host', 'sensor', 'sensor_name']],
		['freebox', ['sys_fan_rpm'], ['host', 'fan', 'fan_name']],
		['freebox', ['rate_down', 'rate_up', 'bandwidth_down', 'bandwidth_up'], ['host']],
		['freebox', ['wan_ipv4', 'wan_ipv6', 'wan_ipv4_port_range_min', 'wan_ipv4_port_range_max'], ['host']],
		[
			'freebox',
			['sfp_pwr_rx', 'sfp_pwr_tx', 'sfp_alim_ok', 'sfp_has_signal', 'sfp_has_power_report'],
			['host'],
		],
		['freebox', ['xdsl_up_maxrate', 'xdsl_up_rate'], ['host']],
		['freebox_lan', ['lanhost_count'], ['lan_iface']],
		[
			'freebox_lan',
			['lanhost_reachable', 'lanhost_first_activity', 'lanhost_last_activity', 'lanhost_last_time_reachable'],
			['lan_iface', 'lan_primary_name', 'lan_ipv4', 'lan_ipv6', 'lan_mac_address'],
		],
		[
			'freebox_call',
			['call_datetime', 'call_duration'],
			['call', 'call_line_id', 'call_name', 'call_number', 'call_type'],
		],
		[
			'freebox_switch',
			[
				'switch_link',
				'switch_duplex',
				'switch_speed',
				'switch_rx_bytes_rate',
				'switch_tx_bytes_rate',
				'switch_err_packets',
				'switch_collisions',
			],
			['switch_port'],
		],
	]

describe.runIf(promtool.here)(`promtool check metrics${promtool.note}`, () => {
	it.each(modelNames)('has no remark on %s', async model => {
		const input = await pollFreebox(model, 'prometheus')
		const {status, stdout, stderr} = spawnSync('promtool', ['check', 'metrics'], {input, encoding: 'utf8'})
		expect([status, stdout, stderr]).toEqual([0, '', ''])
	})
})

describe.runIf(here)(`a database of freebox-monitoring${note}`, () => {
	let influxd: Influxd
	beforeAll(async () => {
		influxd = await startInfluxd()
		await influxd.create('old')
		// Its numbers have no suffix, so they are floats; InfluxDB refuses any other type from then on.
		const old = fs
			.readFileSync('fixtures/freebox/ultra-v16.influx', 'utf8')
			.split('\n')
			.filter(line =>
				/^freebox(_(call|dhcp|lan|storage|switch|virtualmachine|vpn_\w+|wifi))?,\S*api_version=/.test(line),
			)
			.join('\n')
			.replaceAll(/,(device|source)=[^, ]+/g, '')
		expect(old.split('\n').length).toBeGreaterThan(50)
		expect(old).not.toMatch(/=\d+i\b/)
		expect(await influxd.write('old', withHost(old))).toEqual({status: 204, text: ''})
		for (const model of ['ultra-v16', 'delta-v8']) {
			expect(await influxd.write('old', withHost(await pollFreebox(model)))).toEqual({status: 204, text: ''})
		}
	})
	afterAll(() => influxd[Symbol.asyncDispose]())

	it.each(
		QUERIES.flatMap(([measurement, fields, by]) => fields.map(field => [measurement, field, by] as const)),
	)('answers for %s %s by %j', async (measurement, field, by) => {
		const tags = by.map(tag => `"${tag}"`).join(', ')
		const query = `SELECT last("${field}") AS "value" FROM "${measurement}" WHERE "host" = 'freebox' AND "device" = 'freebox' GROUP BY ${tags}`
		const rows = await influxd.query('old', query)
		expect(rows.length).toBeGreaterThan(0)
		expect(rows.every(({value}) => value !== null)).toBe(true)
	})

	it.each(['/^bandwidth_.*/', '/^sfp_has_.*/'])('answers for fields that match %s', async pattern => {
		const rows = await influxd.query(
			'old',
			`SELECT ${pattern} FROM "freebox" WHERE "host" = 'freebox' LIMIT 1`,
		)
		expect(rows).toHaveLength(1)
	})

	it('keeps the names of its variables', async () => {
		const rows = await influxd.query('old', 'SHOW TAG VALUES FROM "freebox_switch" WITH KEY = "switch_port"')
		expect(rows.map(({value}) => value)).toContain('9999')
	})
})
