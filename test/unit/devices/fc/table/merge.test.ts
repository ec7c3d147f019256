import fc from 'fast-check'
import {expect, it} from 'vitest'
import {merge} from '../../../../../src/devices/fc/table/merge.ts'
import {Names} from '../../../../../src/devices/fc/table/names.ts'
import {type Row, readingOf, table} from '../files.ts'

const NEWEST = 1_600_000_000
const row: fc.Arbitrary<Row> = fc.record({
	exporter: fc.constantFrom('192.0.2.1', '192.0.2.2', '192.0.2.3'),
	bps: fc.constantFrom(0, 8, 80),
	maxBps: fc.nat(100),
	avgBps: fc.nat(100),
	lastActive: fc.constantFrom(0, NEWEST - 700, NEWEST - 600, NEWEST),
})
const files = fc.array(fc.array(row, {minLength: 1, maxLength: 5}), {minLength: 1, maxLength: 3})

async function merged(rows: readonly (readonly Row[])[], parameters: Parameters<typeof merge>[2]) {
	const names = new Names()
	const readings = await Promise.all(rows.map(one => readingOf(table(one), names)))
	const sightings = merge(
		names,
		readings.map((reading, index) => ({bit: 1 << index, reading})),
		parameters,
	)
	return (exporter: string) => sightings.at(names.find(exporter))
}

const strict = {quietGrace: 0, neverActive: 'down'} as const

it('adds up rates, takes the largest maximum, and knows which collectors have an exporter', async () => {
	await fc.assert(
		fc.asyncProperty(files, async all => {
			const found = await merged(all, strict)
			for (const exporter of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) {
				const rows = all.flatMap((one, index) =>
					one.filter(cells => cells.exporter === exporter).map(cells => ({...cells, bit: 1 << index})),
				)
				const bitsOf = (some: typeof rows) => some.reduce((mask, {bit}) => mask | bit, 0)
				const sum = (key: 'bps' | 'avgBps') => rows.reduce((total, one) => total + Number(one[key]), 0)
				expect(found(exporter)).toEqual(
					rows.length === 0
						? undefined
						: {
								bps: sum('bps'),
								maxBps: Math.max(...rows.map(({maxBps = 0}) => maxBps)),
								avgBps: sum('avgBps'),
								seen: bitsOf(rows),
								listed: bitsOf(rows),
								positive: bitsOf(rows.filter(({bps}) => Number(bps) > 0)),
							},
				)
			}
		}),
		{numRuns: 60},
	)
})

it('takes one that is quiet for up, as long as its last packet is no older than that', async () => {
	const [a, b, c] = ['192.0.2.1', '192.0.2.2', '192.0.2.3']
	const rows = [
		{exporter: a, bps: 0, lastActive: NEWEST - 600},
		{exporter: b, bps: 0, lastActive: NEWEST - 601},
		{exporter: c, bps: 8, lastActive: NEWEST},
	]
	const found = await merged([rows], {quietGrace: 600, neverActive: 'down'})
	expect([a, b, c].map(exporter => found(exporter)?.positive)).toEqual([1, 0, 1])
})

it('lists one that never sent, unless such are to be ignored', async () => {
	const rows = [
		{exporter: '192.0.2.1', bps: 0, lastActive: 0},
		{exporter: '192.0.2.2', bps: 8, lastActive: NEWEST},
	]
	expect((await merged([rows], strict))('192.0.2.1')).toMatchObject({seen: 1, listed: 1})
	const found = await merged([rows], {quietGrace: 0, neverActive: 'ignore'})
	expect(found('192.0.2.1')).toMatchObject({seen: 1, listed: 0})
})

it('knows nothing of an exporter that only a table has that was given up', async () => {
	const names = new Names()
	await expect(readingOf(`${table([{exporter: '192.0.2.9', bps: 8}])}torn`, names)).rejects.toThrow()
	const reading = await readingOf(table([{exporter: '192.0.2.1', bps: 8}]), names)
	const sightings = merge(names, [{bit: 1, reading}], strict)
	expect(names.length).toBe(2)
	expect(sightings.at(names.find('192.0.2.9'))).toBeUndefined()
})
