import fs from 'node:fs'
import fc from 'fast-check'
import {expect, it} from 'vitest'
import {resultOf} from '../../../../src/devices/freebox/answer.ts'
import {readAccount, readCalls} from '../../../../src/devices/freebox/read/call.ts'
import {readConfig, readConnection, upSince} from '../../../../src/devices/freebox/read/connection.ts'
import {readDhcp, readLeases} from '../../../../src/devices/freebox/read/dhcp.ts'
import {hasOptic, readFtth} from '../../../../src/devices/freebox/read/ftth.ts'
import {
	countHosts,
	interfacesOf,
	readHosts,
	readInterfaces,
} from '../../../../src/devices/freebox/read/lan.ts'
import {readLte} from '../../../../src/devices/freebox/read/lte.ts'
import {readRadio} from '../../../../src/devices/freebox/read/radio.ts'
import {readRaids} from '../../../../src/devices/freebox/read/raid.ts'
import {readStorage} from '../../../../src/devices/freebox/read/storage.ts'
import {portsOf, readSwitch, readSwitchClients} from '../../../../src/devices/freebox/read/switch.ts'
import {readSystem} from '../../../../src/devices/freebox/read/system.ts'
import {readVmInfo, readVms} from '../../../../src/devices/freebox/read/vm.ts'
import {readClientStatus, readClients} from '../../../../src/devices/freebox/read/vpn-client.ts'
import {readServerConnections, readServers} from '../../../../src/devices/freebox/read/vpn-server.ts'
import {
	activeAccessPoints,
	readAccessPoints,
	readNetworks,
	readStations,
} from '../../../../src/devices/freebox/read/wifi.ts'
import {readXdsl} from '../../../../src/devices/freebox/read/xdsl.ts'
import {LinestatError} from '../../../../src/errors.ts'
import {type Json, objects, parseJson} from '../../../../src/json.ts'
import type {Point} from '../../../../src/metrics/model.ts'

/** Whatever an answer is, each reader is given it. */
function readEverything(answer: Json): Point[] {
	upSince(answer)
	hasOptic(answer)
	const ap = activeAccessPoints(answer)[0] ?? {id: '0', name: undefined, band: undefined, channel: 9n}
	const stats = new Map(portsOf(answer).map(port => [port, answer]))
	return [
		readConfig(answer),
		readConnection(answer),
		readFtth(answer, 'ftth'),
		readXdsl(answer, 'xdsl'),
		readLte(answer),
		readSystem(answer),
		readSwitch(answer, stats),
		readSwitchClients(answer, 0),
		readStorage(answer),
		readRaids(answer),
		readAccessPoints(answer),
		readStations(objects(answer), ap),
		readNetworks(answer),
		[readRadio(ap, {usage: answer, survey: answer, neighbors: answer})],
		readDhcp(answer),
		readLeases(objects(answer), 0),
		readInterfaces(answer),
		...interfacesOf(answer).map(name => [countHosts(objects(answer), name)]),
		readHosts(objects(answer), 'pub'),
		readAccount(answer),
		readCalls(answer),
		readVmInfo(answer),
		readVms(answer),
		readServers(answer, new Map()),
		readServerConnections(answer),
		readClients(answer),
		readClientStatus(answer),
	].flat()
}

const answers = fs
	.globSync('fixtures/freebox/*.json')
	.flatMap(file => Object.values((parseJson(fs.readFileSync(file, 'utf8')) as {answers: object}).answers))
	.map(answer => JSON.stringify(answer, (_key, value) => (typeof value === 'bigint' ? Number(value) : value)))

it('no JSON of any shape makes a reader fail', () => {
	fc.assert(
		fc.property(fc.json(), text => {
			readEverything(parseJson(text))
		}),
		{numRuns: 300},
	)
})

/** A digit that is not in the answer would be a number that was made up: units may only shift it or multiply it by 8. */
function isFromAnswer(value: bigint | number, numbers: ReadonlySet<number>): boolean {
	const number = Number(value)
	const shifts = [1, 8, 10, 100, 1000, 100_000, 1_000_000, 0.1, 0.01]
	return shifts.some(
		shift => numbers.has(number / shift) || [...numbers].some(one => Math.abs(one * shift - number) < 1e-9),
	)
}

it('an answer with a value of another type costs that value, and no number is made up', () => {
	const strange = fc.constantFrom('null', '"x"', '[]', '{}', 'true', '-1', '""', '1.5')
	fc.assert(
		fc.property(fc.constantFrom(...answers), fc.nat(), strange, (answer, at, other) => {
			const values = [...answer.matchAll(/(?<=":)(-?\d+|"[^"]*"|true|false|null)(?=[,}])/g)]
			const chosen = values[at % Math.max(1, values.length)]
			const damaged =
				chosen === undefined
					? answer
					: answer.slice(0, chosen.index) + other + answer.slice(chosen.index + chosen[0].length)
			const numbers = new Set([...damaged.matchAll(/-?\d+(\.\d+)?/g)].map(([number]) => Number(number)))
			for (const {fields, measurement} of readEverything(parseJson(damaged))) {
				for (const [name, value] of Object.entries(fields)) {
					if (typeof value !== 'number' && typeof value !== 'bigint') continue
					// Counts of things, codes of words and yes or no are no numbers of the answer.
					const isCount = Number.isInteger(Number(value)) && Math.abs(Number(value)) <= 16
					const isMade = isCount || value === 99 || value === 999 || name.endsWith('_ratio')
					if (!isMade) expect(isFromAnswer(value, numbers), `${measurement.name} ${name}=${value}`).toBe(true)
				}
			}
		}),
		{numRuns: 500},
	)
})

it('a body that is cut or filled with noise gives an error for people', () => {
	fc.assert(
		fc.property(fc.constantFrom(...answers), fc.nat(), fc.string(), (answer, at, noise) => {
			const body = `{"success":true,"result":${answer}}`
			const cut = body.slice(0, at % body.length) + noise
			try {
				resultOf('GET x', `HTTP 200\n${cut}`)
			} catch (error) {
				expect(error).toBeInstanceOf(LinestatError)
			}
		}),
		{numRuns: 300},
	)
})
