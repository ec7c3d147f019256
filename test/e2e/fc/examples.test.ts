import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {parseLineProtocol, type ReadPoint} from '../../grammar/line-protocol.ts'
import {type ExampleRow, example} from '../../unit/devices/fc/examples.ts'
import {header, table} from '../../unit/devices/fc/files.ts'
import {filesAt, type Scenario, scenarios} from '../../unit/devices/fc/scenarios.ts'
import {linestat} from '../program.ts'
import {type Sshd, startSshd} from '../servers/sshd.ts'
import {sshds} from './servers.ts'
import {collectorOn} from './site.ts'

const START = 1_767_225_600

type File = Readonly<Record<string, number>>

/** What goes wrong with a collector, in the place of a file that is read. */
type Fault = 'refused' | 'torn' | 'empty' | 'gone' | 'as it was'

/** Of the example with faults: which of them it has when. */
function faultAt(t: number, collector: number): Fault {
	if (collector === 0 && t >= 2400 && t < 3900) return 'as it was'
	const late: Readonly<Record<number, Fault>> = {4500: 'torn', 4800: 'empty', 5100: 'gone'}
	return late[t] ?? 'refused'
}

function write(place: string, file: File, time: number, fault: Fault | undefined): void {
	if (fault === 'refused' || fault === 'as it was') return
	const text = table(Object.entries(file).map(([exporter, bps]) => ({exporter, bps})))
	const whole = fault === 'torn' ? text.slice(0, -30) : fault === 'empty' ? header : text
	fs.writeFileSync(place, whole)
	fs.utimesSync(place, time, time)
	if (fault === 'gone') fs.rmSync(place)
}

/** Polls of the program as a whole, whose only memory is its state. */
class Site {
	readonly #dir: string
	readonly #sshd: Sshd
	readonly #args: readonly string[]

	constructor(sshd: Sshd, args: readonly string[] = []) {
		// Not one that goes when a test ends: these run at once. The server's goes after the last.
		this.#dir = fs.mkdtempSync(path.join(sshd.folder, 'site-'))
		this.#sshd = sshd
		this.#args = args
	}

	async poll(
		wall: number,
		files: readonly File[],
		faults: readonly (Fault | undefined)[] = [],
		more: readonly string[] = [],
	) {
		const collectors = files.map((file, index) => {
			const place = path.join(this.#dir, `table-${index}`)
			write(place, file, wall, faults[index])
			const refused = faults[index] === 'refused' ? {port: 9} : {}
			return collectorOn(this.#sshd, place, {name: `fc${index}`, ...refused})
		})
		const config = path.join(this.#dir, 'linestat.yaml')
		fs.writeFileSync(
			config,
			JSON.stringify({devices: {netflow: {device: 'fc', state_dir: 'state', collectors}}}),
		)
		const args = ['fc', '--config', config, '--name', 'netflow', '--format', 'influx', '--now', String(wall)]
		const ran = await linestat([...args, ...this.#args, ...more], {
			env: {PATH: process.env.PATH ?? '', HOME: this.#dir},
		})
		return {...ran, points: parseLineProtocol(ran.stdout)}
	}
}

const of = (points: readonly ReadPoint[], name: string) =>
	points.filter(({measurement}) => measurement === name)

/** One poll against one row of the example: each exporter, and all of them together. */
function expectRow(points: readonly ReadPoint[], {t, expected, total}: Omit<ExampleRow, 'at'>): void {
	const found = of(points, 'fc_exporter').map(({tags, fields}) => {
		const news = `${fields.went_down === 1n ? ' D' : ''}${fields.came_up === 1n ? ' U' : ''}`
		expect(fields.up).toBe(fields.state === 'up' ? 1n : fields.state === 'down' ? 0n : undefined)
		return [tags.exporter, `${fields.state} ${fields.downtime_seconds}${news}`]
	})
	// Who has vanished is counted and no field of an exporter.
	const shown = Object.entries(expected).map(([key, cell]) => [
		key,
		cell.replace(/ ?V$/, '').replaceAll(/(?<=[DU])(?=[DU])/g, ' '),
	])
	expect({t, ...Object.fromEntries(found)}).toEqual({t, ...Object.fromEntries(shown)})
	const count = (sign: string) => BigInt(Object.values(expected).filter(cell => cell.includes(sign)).length)
	const states = (state: string) =>
		BigInt(Object.values(expected).filter(cell => cell.startsWith(state)).length)
	expect({t, ...of(points, 'fc')[0]?.fields}).toMatchObject({
		t,
		downtime_seconds: BigInt(total),
		went_down: count('D'),
		came_up: count('U'),
		vanished: count('V'),
		exporters_up: states('up'),
		exporters_down: states('down'),
		exporters_unknown: states('unknown'),
		exporters_absent: states('absent'),
		exporters: states('up') + states('down') + states('unknown'),
	})
}

/** The rate of an exporter is the sum over the collectors that were read and list it, whatever its state. */
function expectRates(
	points: readonly ReadPoint[],
	files: readonly File[],
	isRead: (collector: number) => boolean,
): void {
	for (const {tags, fields} of of(points, 'fc_exporter')) {
		const listed = files
			.flatMap((file, index) => (isRead(index) ? [file[tags.exporter ?? '']] : []))
			.filter(bps => bps !== undefined)
		expect(fields.collectors).toBe(BigInt(listed.length))
		const sum = listed.reduce((all, bps) => all + bps, 0)
		expect(fields.current_bps).toBe(listed.length === 0 ? undefined : BigInt(sum))
	}
}

describe.runIf(sshds.here)(`the worked examples, by the whole program${sshds.note}`, () => {
	let sshd: Sshd
	beforeAll(async () => {
		sshd = await startSshd(['UsePAM no', 'Subsystem sftp internal-sftp', 'MaxStartups 100'])
	})
	afterAll(() => sshd.stop())

	it.concurrent.each(scenarios)('$name', {timeout: 180_000}, async (scenario: Scenario) => {
		const gap = scenario.parameters?.maxGap
		const site = new Site(sshd, gap === undefined ? [] : ['--max-gap', `${gap}s`])
		for (const row of example(scenario.name)) {
			const read = filesAt(row.t, scenario)
			const whole = filesAt(row.t, {...scenario, broken: () => []}).map(file => file ?? {})
			const isOld = (index: number) => scenario.name === 'faults' && faultAt(row.t, index) === 'as it was'
			const faults = read.map((file, index) =>
				file === undefined || isOld(index) ? faultAt(row.t, index) : undefined,
			)
			const {points, status} = await site.poll(START + row.t, whole, faults)
			expectRow(points, row)
			expectRates(
				points,
				read.map(file => file ?? {}),
				index => read[index] !== undefined,
			)
			expect(status === 0).toBe(read.some(file => file !== undefined))
		}
	})

	it.concurrent.each([
		['clock', false],
		['clock-uptime', true],
	] as const)('%s', {timeout: 180_000}, async (name, isKnown) => {
		const DOWN: Readonly<Record<string, readonly number[]>> = {e1: [2, 3, 4, 5, 6, 7, 8], e2: [5], e4: [1, 2]}
		const site = new Site(sshd)
		for (const [poll, row] of example(name).entries()) {
			const file = Object.fromEntries(
				Object.entries(DOWN).map(([key, polls]) => [key, polls.includes(poll) ? 0 : 800]),
			)
			const uptime = isKnown ? ['--uptime', String(5000 + poll * 300), '--boot-id', 'a'] : []
			const {points} = await site.poll(1_767_232_800 + row.t, [file], [], uptime)
			expectRow(points, row)
		}
	})
})
