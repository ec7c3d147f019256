import fs from 'node:fs'
import type {KindName} from '../../../src/events/kinds.ts'
import {openCollector} from '../../contract/fc/collector.ts'
import {KEYS} from '../../contract/firewall/bench.ts'
import {PASSWORD, place, startShell} from '../../contract/modem/against.ts'
import {DOWN, FIXTURE, openwrt} from '../../contract/modem/openwrt.ts'
import {startFirewall} from '../../simulators/firewall.ts'

/** What is done to a device; then it is polled, or another command is run. */
export interface Scene {
	readonly what: string
	readonly happens?: () => void
	/** In the place of a poll. */
	readonly argv?: readonly string[]
	/** Options of this poll alone. */
	readonly more?: readonly string[]
	/** Exit status, 0 unless named. */
	readonly status?: number
	/** The kinds of events that are told. */
	readonly tells: readonly KindName[]
}

/** A device, how it is polled, and what it goes through. */
export interface Play extends AsyncDisposable {
	readonly argv: readonly string[]
	readonly env: Readonly<Record<string, string>>
	readonly scenes: readonly Scene[]
}

/** `folder` is for files of the play's own. */
export type StartPlay = (folder: string) => Promise<Play>

/** A modem behind a shell, and how it answers from now on. */
async function modem(
	scenes: (says: (answer: string) => () => void, argv: string[]) => Scene[],
): Promise<Play> {
	let answer = ''
	const shell = await startShell(FIXTURE, {exec: () => answer})
	const says = (text: string) => () => {
		answer = text
	}
	const argv = ['--model', 'openwrt', ...place(shell)]
	return {
		argv: ['modem', ...argv],
		env: {LINESTAT_MODEM_PASSWORD: PASSWORD},
		scenes: scenes(says, argv),
		[Symbol.asyncDispose]: () => shell[Symbol.asyncDispose](),
	}
}

const line: StartPlay = () =>
	modem(says => [
		{what: 'in sync', happens: says(openwrt({uptime: '5'})), tells: []},
		{what: 'down', happens: says(DOWN), tells: ['sync_lost', 'interface_down']},
		{what: 'still down', tells: []},
		{what: 'up', happens: says(openwrt({uptime: '9'})), tells: ['sync_gained', 'interface_up']},
		{what: 'trained anew', happens: says(openwrt({uptime: '2'})), tells: ['resync']},
		{what: 'errors', happens: says(openwrt({uptime: '3', cv_c: '90000'})), tells: ['error_burst']},
		{what: 'the same errors', tells: []},
	])

const address: StartPlay = () =>
	modem(says => {
		const has = (ipv4: string) => says(openwrt({uptime: '5', address: `"${ipv4}"`}))
		return [
			{what: 'an address', happens: has('198.51.100.9'), tells: []},
			{what: 'another', happens: has('198.51.100.77'), tells: ['wan_ip_changed']},
			{what: 'a shared one', happens: has('100.64.3.4'), tells: ['wan_ip_changed', 'cgnat_detected']},
			{what: 'still shared', tells: []},
			{what: 'its own again', happens: has('198.51.100.9'), tells: ['wan_ip_changed', 'cgnat_cleared']},
		]
	})

const action: StartPlay = () =>
	modem((says, argv) => [
		{what: 'in sync', happens: says(openwrt({uptime: '5'})), tells: []},
		{
			what: 'told to sync',
			happens: says('linestat: taken\n'),
			argv: ['modem', 'resync', '--yes', ...argv],
			tells: [],
		},
		{what: 'in sync anew', happens: says(openwrt({uptime: '5'})), tells: ['action']},
	])

const firewall: StartPlay = async () => {
	const box = await startFirewall({api: 'v1', fixture: 'dhcp'})
	const shows = (fixture: string) => () => {
		box.fixture = fixture
	}
	const busy = () => void box.replies.set('always', {status: 503})
	const fails = {status: 3, tells: []}
	return {
		argv: ['pfsense', '--host', box.url],
		env: KEYS.v1 as Record<string, string>,
		scenes: [
			{what: 'up', tells: []},
			{what: 'no carrier', happens: shows('no-carrier'), tells: ['interface_down', 'gateway_down']},
			{what: 'up again', happens: shows('dhcp'), tells: ['interface_up', 'gateway_up']},
			{what: 'busy', happens: busy, ...fails},
			{what: 'for a second time', ...fails},
			{what: 'for a third time', ...fails, tells: ['unreachable']},
			{what: 'for a fourth time', ...fails},
			{what: 'there again', happens: () => box.replies.clear(), tells: ['reachable']},
		],
		[Symbol.asyncDispose]: () => box.close(),
	}
}

const exporters: StartPlay = async folder => {
	const collector = await openCollector()
	fs.writeFileSync(`${folder}/known_hosts`, collector.knownHost)
	const now = Math.floor(Date.now() / 1000)
	let scene = 0
	const lists = (rows: Readonly<Record<string, number>>, tells: KindName[]): Scene => {
		const time = now + scene++ * 300
		return {
			what: Object.values(rows).join(' and '),
			happens: () => collector.write(rows, time),
			more: ['--now', String(time)],
			tells,
		}
	}
	return {
		argv: ['fc', '--collector', `root@127.0.0.1:${collector.port}`, '--known-hosts', `${folder}/known_hosts`],
		env: {LINESTAT_FC_PASSWORD: 'secret'},
		scenes: [
			lists({'192.0.2.1': 800, '192.0.2.2': 800}, []),
			lists({'192.0.2.1': 0, '192.0.2.2': 800}, ['exporter_down']),
			lists({'192.0.2.1': 0, '192.0.2.2': 800}, []),
			lists({'192.0.2.1': 900, '192.0.2.2': 800}, ['exporter_up']),
			lists({'192.0.2.2': 800}, ['exporter_vanished']),
			lists({'192.0.2.2': 800}, []),
		],
		[Symbol.asyncDispose]: () => collector.close(),
	}
}

/** No device: what `linestat notify test` sends. */
const trial: StartPlay = async () => ({
	argv: ['ifstat', 'lo'],
	env: {},
	scenes: [{what: 'a test', argv: ['notify', 'test'], tells: ['test']}],
	async [Symbol.asyncDispose]() {},
})

export const plays: Readonly<Record<string, StartPlay>> = {line, address, action, firewall, exporters, trial}
