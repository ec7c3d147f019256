import fs from 'node:fs'
import {describe, expect, it, onTestFinished} from 'vitest'
import type {registry} from '../../../src/devices/index.ts'
import type {KindName} from '../../../src/events/kinds.ts'
import {machine} from '../../e2e/machine.ts'
import {folder} from '../../folder.ts'
import {run} from '../../run.ts'
import {startVigor} from '../../simulators/draytek.ts'
import {startFirewall} from '../../simulators/firewall.ts'
import {startFreebox} from '../../simulators/freebox/server.ts'
import {startHttp} from '../../simulators/receivers.ts'
import {openCollector} from '../fc/collector.ts'
import {KEYS} from '../firewall/bench.ts'
import {PASSWORD, place, startShell} from '../modem/against.ts'
import {DOWN, FIXTURE, openwrt} from '../modem/openwrt.ts'

/** A device that can be made to lose something, and to have it again. */
interface Losing {
	/** How it is polled from now on. */
	set(state: 'good' | 'lost'): readonly string[]
	readonly env?: Readonly<Record<string, string>>
	/** The keys that name it in a configuration file. */
	readonly entry: Readonly<Record<string, unknown>>
	readonly lost: readonly KindName[]
	readonly good: readonly KindName[]
	close(): Promise<void> | void
}

/** Every device of the registry; `dir` is its folder for state. */
const losing: Readonly<Record<keyof typeof registry, (dir: string) => Promise<Losing>>> = {
	async draytek() {
		const fixtures = {good: 'vigor165-4.2.4--17a-vectoring-ginp', lost: 'vigor165-4.2.4--training'}
		const good = await startVigor({fixture: fixtures.good})
		const lost = await startVigor({fixture: fixtures.lost})
		return {
			set: state => ['draytek', '--host', '127.0.0.1', '--port', String({good, lost}[state].port)],
			env: {LINESTAT_DRAYTEK_PASSWORD: 'secret'},
			entry: {host: '127.0.0.1'},
			lost: ['sync_lost'],
			good: ['sync_gained'],
			close: async () => void (await Promise.all([good.close(), lost.close()])),
		}
	},
	async freebox(dir) {
		const {box, port, url, close} = await startFreebox({model: 'delta-v8'})
		const {id: appId, token: appToken, trackId} = box.accounts.grant('fr.freebox.linestat')
		const entry = {appId, appToken, trackId: String(trackId), status: 'granted'}
		fs.writeFileSync(`${dir}/freebox.json`, JSON.stringify({[`127.0.0.1:${port}`]: entry}), {mode: 0o600})
		return {
			set(state) {
				const answer = box.model.answers['connection/'] as Record<string, unknown>
				box.overrides.set('connection/', {...answer, state: state === 'good' ? 'up' : 'down'})
				return ['freebox', '--endpoint', url]
			},
			entry: {endpoint: url},
			lost: ['interface_down'],
			good: ['interface_up'],
			close,
		}
	},
	async ifstat() {
		const tree = machine(['eth0', 'eth1'])
		return {
			set(state) {
				tree.write(`./eth0/operstate:${state === 'good' ? 'up' : 'down'}`)
				return ['ifstat']
			},
			env: tree.env,
			entry: {},
			lost: ['interface_down'],
			good: ['interface_up'],
			close: () => tree[Symbol.dispose](),
		}
	},
	async fc(dir) {
		const collector = await openCollector()
		fs.writeFileSync(`${dir}/known_hosts`, collector.knownHost)
		let time = Math.floor(Date.now() / 1000)
		const collectors = [
			'--collector',
			`root@127.0.0.1:${collector.port}`,
			'--known-hosts',
			`${dir}/known_hosts`,
		]
		return {
			set(state) {
				time += 300
				collector.write({'192.0.2.1': state === 'good' ? 800 : 0}, time)
				return ['fc', ...collectors, '--now', String(time)]
			},
			env: {LINESTAT_FC_PASSWORD: 'secret'},
			entry: {collectors: [`root@127.0.0.1:${collector.port}`]},
			lost: ['exporter_down'],
			good: ['exporter_up'],
			close: () => collector.close(),
		}
	},
	async modem() {
		let answer = ''
		const shell = await startShell(FIXTURE, {exec: () => answer})
		return {
			set(state) {
				answer = state === 'good' ? openwrt({}) : DOWN
				return ['modem', 'openwrt', ...place(shell)]
			},
			env: {LINESTAT_MODEM_PASSWORD: PASSWORD},
			entry: {model: 'openwrt', host: '127.0.0.1'},
			lost: ['interface_down', 'sync_lost'],
			good: ['interface_up', 'sync_gained'],
			close: async () => await shell[Symbol.asyncDispose](),
		}
	},
	async pfsense() {
		const firewall = await startFirewall({api: 'v1', fixture: 'dhcp'})
		return {
			set(state) {
				firewall.fixture = state === 'good' ? 'dhcp' : 'no-carrier'
				return ['pfsense', '--host', firewall.url]
			},
			env: KEYS.v1 as Record<string, string>,
			entry: {host: firewall.url},
			lost: ['gateway_down', 'interface_down'],
			good: ['gateway_up', 'interface_up'],
			close: () => firewall.close(),
		}
	},
	async opnsense() {
		const firewall = await startFirewall({api: 'opnsense', fixture: 'two-wans'})
		const gateway = {name: 'WAN_DHCP', address: '198.51.100.1', loss: '100.0 %', stddev: '0.0 ms', delay: '~'}
		const item = {...gateway, status: 'down', status_translated: 'Offline', monitor: '198.51.100.1'}
		const body = JSON.stringify({items: [item], status: 'ok'})
		return {
			set(state) {
				if (state === 'good') firewall.replies.clear()
				else firewall.replies.set('gateways', {status: 200, body})
				return ['opnsense', '--host', firewall.url]
			},
			env: KEYS.opnsense as Record<string, string>,
			entry: {host: firewall.url},
			lost: ['gateway_down'],
			good: ['gateway_up'],
			close: () => firewall.close(),
		}
	},
}

const FORMATS = ['influx', 'prometheus', 'graphite', 'json', 'table'] as const

/** How an event of a kind stands in each format. */
const SHOWN: Readonly<Record<(typeof FORMATS)[number], RegExp>> = {
	influx: /^linestat_event,.*?kind=(\w+).* count=1i,.*message="/gm,
	prometheus: /^linestat_event_seen\{.*?kind="(\w+)".*\} 1$/gm,
	graphite: /^linestat_event\.count;.*?kind=(\w+)\S* 1 \d+$/gm,
	json: /"name":\s*"linestat_event",\s*"tags":\s*\{[^}]*?"kind":\s*"(\w+)"/g,
	table: /^.*\b(\w+_(?:lost|gained|down|up))\b/gm,
}

/** Polls of a device, with events on because of a folder, or because of the configuration file. */
async function watching(name: keyof typeof registry, by: '--state-dir' | 'events: true') {
	const home = folder()
	const dir = `${home}/linestat`
	fs.mkdirSync(dir)
	const device = await losing[name](dir)
	onTestFinished(async () => await device.close())
	const server = await startHttp()
	onTestFinished(async () => await server[Symbol.asyncDispose]())
	const notify = {hook: {type: 'webhook', url: `http://127.0.0.1:${server.port}/`}}
	const file = {
		...(by === 'events: true' && {events: true}),
		devices: {mine: {device: name, ...device.entry}},
		notify,
	}
	fs.writeFileSync(`${dir}/linestat.yaml`, JSON.stringify(file))
	const common = ['--config', `${dir}/linestat.yaml`, ...(by === '--state-dir' ? ['--state-dir', dir] : [])]
	const env = {...device.env, XDG_STATE_HOME: home}
	return {
		device,
		async poll(state: 'good' | 'lost', format: (typeof FORMATS)[number]) {
			const argv = device.set(state)
			const {status, stdout, stderr} = await run([...argv, ...common, '--format', format], {env})
			expect({status, stderr}).toEqual({status: 0, stderr: ''})
			return [...stdout.matchAll(SHOWN[format])].map(([, kind]) => kind).sort()
		},
		posted: () => server.got.map(body => JSON.parse(body).kind),
		/** What is kept, of the device of this name. */
		async kept(of: string) {
			const {stdout} = await run(['events', '--format', 'json', '--device', of, ...common], {env})
			return JSON.parse(stdout).events.map(({kind}: {kind: string}) => kind)
		},
	}
}

describe.each(Object.keys(losing) as (keyof typeof registry)[])('%s', name => {
	it.each(['--state-dir', 'events: true'] as const)(
		'with %s each change is printed, kept and sent once, in any format',
		async by => {
			const {device, poll, posted, kept} = await watching(name, by)
			expect(await poll('good', 'influx')).toEqual([])
			const all: string[] = []
			for (const [index, format] of FORMATS.entries()) {
				const state = index % 2 === 0 ? 'lost' : 'good'
				expect({format, told: await poll(state, format)}).toEqual({format, told: device[state]})
				all.push(...device[state])
			}
			expect(await poll('lost', 'influx')).toEqual([])
			for (const of of ['mine', name])
				expect({of, kept: (await kept(of)).sort()}).toEqual({of, kept: all.toSorted()})
			expect(await kept('another')).toEqual([])
			expect(posted().sort()).toEqual(all.sort())
		},
	)
})
