import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {parseLineProtocol, type ReadPoint} from '../grammar/line-protocol.ts'
import {installed} from './installed.ts'
import {machine} from './machine.ts'
import {linestat} from './program.ts'
import {type Influxd, startInfluxd} from './servers/influxd.ts'

const {here, note} = installed('influxd')

describe.runIf(here)(`InfluxDB 1.x${note}`, () => {
	let influxd: Influxd
	beforeAll(async () => {
		influxd = await startInfluxd()
	})
	afterAll(() => influxd[Symbol.asyncDispose]())

	it('stores what was printed, field by field', async () => {
		using tree = machine()
		const {stdout} = await linestat(['ifstat', '--all-stats'], {env: tree.env})
		await influxd.create('fields')
		expect(await influxd.write('fields', stdout)).toEqual({status: 204, text: ''})
		const points = parseLineProtocol(stdout)
		expect(points).toHaveLength(9)
		for (const name of new Set(points.map(point => point.measurement))) {
			const rows = await influxd.query('fields', `SELECT * FROM "${name}"`)
			const printed = points.filter(point => point.measurement === name)
			expect(sorted(rows)).toEqual(sorted(printed.map(asRow)))
		}
	})

	it('keeps the type of every field', async () => {
		using tree = machine(['eth0'])
		await influxd.create('types')
		const {stdout} = await linestat(['ifstat'], {env: tree.env})
		await influxd.write('types', stdout)
		const rows = await influxd.query('types', 'SHOW FIELD KEYS FROM "ifstat", "linestat_poll"')
		expect(rows.length).toBeGreaterThan(8)
		const stored = new Map(rows.map(row => [row.fieldKey, row.fieldType]))
		for (const {measurement, fields} of parseLineProtocol(stdout)) {
			if (measurement !== 'ifstat') continue
			for (const [key, value] of Object.entries(fields)) expect(stored.get(key)).toBe(typeOf(value))
		}
	})

	it('takes what a failed poll prints', async () => {
		await influxd.create('failed')
		const {status, stdout} = await linestat(['ifstat', '--tcp', '127.0.0.1:1'])
		expect(status).toBe(3)
		expect(await influxd.write('failed', stdout)).toEqual({status: 204, text: ''})
		expect(await influxd.query('failed', 'SELECT up, result FROM linestat_poll')).toMatchObject([
			{up: 0n, result: 'refused'},
		])
	})
})

/** A point as a row of the answer; whole floats come back as integers, which JSON cannot tell apart. */
function asRow({tags, fields, timestamp}: ReadPoint): Record<string, unknown> {
	const values = Object.entries(fields).map(([key, value]) => [
		key,
		typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value,
	])
	return {time: timestamp, ...tags, ...Object.fromEntries(values)}
}

function sorted(rows: readonly Record<string, unknown>[]): Record<string, unknown>[] {
	return [...rows].sort((a, b) => (String(a.interface) < String(b.interface) ? -1 : 1))
}

function typeOf(value: bigint | number | boolean | string): string {
	if (typeof value === 'bigint') return 'integer'
	return typeof value === 'number' ? 'float' : typeof value
}
