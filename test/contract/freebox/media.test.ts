import {describe, expect, it} from 'vitest'
import {modelNames} from '../../simulators/freebox/model.ts'
import {badLines, startBench} from './bench.ts'

const majorOf = (model: string): number => Number(model.split('-v').at(-1))
const versions = modelNames.flatMap(model =>
	Array.from({length: majorOf(model) - 3}, (_, index) => [model, index + 4] as const),
)

describe('every version of the API that a box still serves', () => {
	it.each(versions)('%s, version %d', async (model, version) => {
		await using bench = await startBench({model})
		const {status, stdout} = await bench.poll(['--all', '--api-version', String(version)])
		expect(status).toBe(0)
		expect(badLines(stdout)).toEqual([])
		expect(stdout).toContain(`api_version=${version},`)
		expect(stdout).toMatch(/^linestat_poll,.*errors=0i,.*result="ok"/m)
		// The flat fields of old versions, and the lists of new ones.
		expect(/sys_temp_count=/.test(stdout)).toBe(version >= 6)
	})
})

interface Medium {
	readonly connection: object
	readonly xdsl?: object
	readonly ftth?: object
	readonly prints: readonly RegExp[]
	readonly lacks: readonly RegExp[]
}

const up = {state: 'up', ipv4: '198.51.100.23', ipv4_port_range: [0, 65535], bytes_down: 5, bytes_up: 6}
const dsl = (status: string) => ({
	status: {status, protocol: 'adsl2plus_a', modulation: 'adsl', uptime: status === 'showtime' ? 60 : 0},
	down: status === 'showtime' ? {rate: 18021, maxrate: 20636, snr: 8, snr_10: 81, crc: 3} : {},
	up: status === 'showtime' ? {rate: 1007, maxrate: 1050, snr: 12, snr_10: 120, crc: 0} : {},
})
const noOptic = {sfp_present: false, link: false}
const optic = {sfp_present: true, sfp_has_signal: false, link: false, sfp_has_power_report: false}
const missing = {$error: 'nodev', $status: 200}

const media: Readonly<Record<string, Medium>> = {
	fibre: {
		connection: {...up, type: 'ethernet', media: 'ftth'},
		xdsl: missing,
		prints: [
			/^wan,.*cgnat=0i,ipv4="198.51.100.23",media="ftth",.*up=1i/m,
			/^freebox_optic,.*rx_power_dbm=-17.24/m,
		],
		lacks: [/^xdsl/m],
	},
	'fibre with a quarter of an address': {
		connection: {...up, type: 'ethernet', media: 'ftth', ipv4_port_range: [16384, 32767]},
		xdsl: missing,
		prints: [/wan_ipv4_port_range_max=32767,wan_ipv4_port_range_min=16384/, /^freebox_wan,.*ipv4_shared=1i/m],
		lacks: [/wan_ipv6=/],
	},
	// So says a box whose fibre has no light.
	'fibre that is down and calls itself DSL': {
		connection: {state: 'down', type: 'rfc2684', media: 'xdsl'},
		xdsl: dsl('down'),
		ftth: optic,
		prints: [/^freebox,.*conn_media=down.* sfp_has_power_report=0,sfp_has_signal=0/m, /^wan,.*up=0i/m],
		lacks: [/wan_ipv4=/, /dbm=/, /none/],
	},
	'DSL in sync': {
		connection: {...up, type: 'rfc2684', media: 'xdsl'},
		xdsl: dsl('showtime'),
		ftth: noOptic,
		prints: [
			/^xdsl,device=freebox,source=\S+ annex="A",mode="G.992.5",.*state="showtime",up=1i,uptime_seconds=60i/m,
			/^xdsl,.*direction=down.* .*crc_errors=3i,rate_bps=18021000i,snr_margin_db=8.1/m,
			/^freebox,.*xdsl_status=showtime.*xdsl_down_rate=18021/m,
		],
		lacks: [/^freebox_optic/m, /sfp_/],
	},
	'DSL that trains': {
		connection: {state: 'going_up', type: 'rfc2684', media: 'xdsl'},
		xdsl: dsl('chan_analysis'),
		ftth: noOptic,
		prints: [/^xdsl,.*state="training",up=0i/m, /^freebox,.*xdsl_status=chan_analysis.* .*xdsl_status=3/m],
		lacks: [/direction=/, /rate_bps/],
	},
	'DSL that is down': {
		connection: {state: 'down', type: 'pppoatm', media: 'xdsl'},
		xdsl: dsl('down'),
		ftth: missing,
		prints: [/^xdsl,.*state="down",up=0i/m, /^wan,.*up=0i/m],
		lacks: [/direction=/, /wan_ipv4=/],
	},
	'4G in place of the fibre': {
		connection: {...up, type: 'ethernet', media: 'backup_4g', ipv4: '100.64.7.7'},
		xdsl: missing,
		ftth: optic,
		prints: [/^wan,.*cgnat=1i,.*media="backup_4g"/m, /sfp_has_signal=0/],
		lacks: [/^xdsl/m],
	},
	'IPv6 alone': {
		connection: {state: 'up', type: 'ethernet', media: 'ftth', ipv6: '2001:db8:a::1'},
		xdsl: missing,
		prints: [/wan_ipv6="2001:db8:a::1"/, /^wan,.*ipv6="2001:db8:a::1"/m],
		lacks: [/wan_ipv4/, / ipv4=/, /cgnat=/],
	},
}

describe.each(Object.entries(media))('%s', (_name, {connection, xdsl, ftth, prints, lacks}) => {
	it.each(['ultra-v16', 'delta-v8'])('on %s', async model => {
		await using bench = await startBench({model})
		const {overrides} = bench.freebox.box
		overrides.set('connection/', connection)
		if (xdsl !== undefined) overrides.set('connection/xdsl/', xdsl)
		if (ftth !== undefined) overrides.set('connection/ftth/', ftth)
		else if (model === 'delta-v8') {
			overrides.set('connection/ftth/', {
				sfp_present: true,
				sfp_has_signal: true,
				link: true,
				sfp_has_power_report: true,
				sfp_pwr_rx: -1724,
			})
		}
		const {status, stdout, stderr} = await bench.poll()
		expect([status, stderr]).toEqual([0, ''])
		expect(badLines(stdout)).toEqual([])
		for (const line of prints) expect(stdout).toMatch(line)
		for (const line of lacks) expect(stdout).not.toMatch(line)
		// The second poll knows the line, and prints the same of it.
		const again = await bench.poll()
		for (const line of prints) expect(again.stdout).toMatch(line)
	})
})
