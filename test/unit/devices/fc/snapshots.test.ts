import {expect, it} from 'vitest'
import type {Sighting} from '../../../../src/devices/fc/rules/judge.ts'
import type {Parameters} from '../../../../src/devices/fc/rules/parameters.ts'
import {merge} from '../../../../src/devices/fc/table/merge.ts'
import {Names} from '../../../../src/devices/fc/table/names.ts'
import {fixture, readingOf, table} from './files.ts'
import {Site} from './site.ts'

/** Newest Last Active of the five files. */
const NEWEST = [1_600_201_199, 1_600_207_199, 1_600_218_119, 1_600_262_159, 1_600_265_159]

/** The changes and the states that five files of a real collector give, half a day apart. */
async function changesOf(parameters: Partial<Parameters>) {
	const site = new Site(1, {maxGap: 86_400, ...parameters})
	const lines = fixture('snapshots.txt').trim().split('\n').slice(1)
	const changes: string[] = []
	const states: Record<string, string[]> = {}
	for (const [index, newest] of NEWEST.entries()) {
		const rows = lines.map(line => {
			const [exporter = '', ...cells] = line.split('\t')
			const [age = '', , bps = ''] = (cells[index] ?? '').split(' ')
			return {exporter, bps, lastActive: age === '-' ? 0 : newest - Number(age)}
		})
		const names = new Names()
		const reading = await readingOf(table(rows), names)
		const sightings = merge(names, [{bit: 1, reading}], site.parameters)
		const found = new Map<string, Sighting>()
		for (const number of reading.exporters) {
			const sighting = sightings.at(number)
			if (sighting !== undefined) found.set(names.at(number), sighting)
		}
		for (const [key, answer] of site.poll(newest + 1, [{}], found)) {
			if (answer.change !== undefined) changes.push(`F${index + 1} ${key} ${answer.change.to}`)
			states[key] = [...(states[key] ?? []), answer.state]
		}
	}
	return {changes: changes.toSorted(), states}
}

it('takes every zero for down', async () => {
	const {changes, states} = await changesOf({})
	expect(changes).toEqual([
		'F2 198.51.100.19 down',
		'F3 198.51.100.19 up',
		'F3 198.51.100.21 up',
		'F4 192.0.2.18 down',
		'F4 192.0.2.20 down',
		'F5 192.0.2.18 up',
		'F5 198.51.100.17 up',
	])
	expect(states['192.0.2.22']).toEqual(Array(5).fill('down'))
	expect(states['198.51.100.11']).toEqual(Array(5).fill('down'))
})

it('with a grace of 10 minutes finds the one failure and nothing else', async () => {
	const {changes, states} = await changesOf({quietGrace: 600})
	expect(changes).toEqual(['F2 192.0.2.22 down'])
	expect(states['192.0.2.22']?.[0]).toBe('up')
})

it('can leave out those that never sent', async () => {
	const {changes, states} = await changesOf({quietGrace: 600, neverActive: 'ignore'})
	expect(changes).toEqual(['F2 192.0.2.22 down'])
	expect(states['198.51.100.11']).toEqual(Array(5).fill('absent'))
	expect(states['192.0.2.14']).toEqual(Array(5).fill('absent'))
})
