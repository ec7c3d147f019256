import {describe, expect, it} from 'vitest'
import {readRadio} from '../../../../src/devices/freebox/read/radio.ts'
import {readRaids} from '../../../../src/devices/freebox/read/raid.ts'
import {type Json, parseJson} from '../../../../src/json.ts'

const ap = {id: '1', name: '5G', band: '5g', channel: 36n}
const json = (value: unknown): Json => parseJson(JSON.stringify(value))
const fieldsOf = (answers: Partial<Parameters<typeof readRadio>[1]>) =>
	readRadio(ap, {usage: undefined, survey: undefined, neighbors: undefined, ...answers}).fields

describe('the air around an access point', () => {
	it('is that of its own channel', () => {
		const usage = json([
			{band: '5g', channel: 40, noise_level: -80, rx_busy_percent: 90},
			{band: '5g', channel: 36, noise_level: -95, rx_busy_percent: 7},
		])
		expect(fieldsOf({usage})).toEqual({channel: 36n, noise_dbm: -95, busy_ratio: 0.07})
	})

	it('is what was measured last, in whatever order', () => {
		const at = (timestamp: number, busy_percent: number) => ({timestamp, busy_percent, tx_percent: 1})
		const survey = json([at(2_000_000_000_200, 20), at(2_000_000_000_300, 30), at(2_000_000_000_100, 10)])
		expect(fieldsOf({survey})).toEqual({channel: 36n, busy_ratio: 0.3, tx_ratio: 0.01})
	})

	it('counts neighbours, of whom there may be none', () => {
		const neighbors = json([{channel: 36, signal: -70}, {channel: 44, signal: -60}, {channel: 36}])
		expect(fieldsOf({neighbors})).toEqual({
			channel: 36n,
			neighbors: 3,
			neighbors_on_channel: 2,
			strongest_neighbor_dbm: -60,
		})
		expect(fieldsOf({neighbors: []})).toEqual({channel: 36n, neighbors: 0, neighbors_on_channel: 0})
	})

	it('is not told where there is no answer, or nonsense', () => {
		expect(fieldsOf({})).toEqual({channel: 36n})
		const nonsense = json([{channel: 36, noise_level: null, rx_busy_percent: 101}])
		expect(fieldsOf({usage: nonsense, survey: {}, neighbors: {}})).toEqual({channel: 36n})
	})
})

it('an array that is whole and has nothing to do tells no progress', () => {
	const array = {id: 0, state: 'running', degraded: false, raid_disks: 2, sync_action: 'idle'}
	const [point] = readRaids(json([{...array, sync_completed_percent: 0, members: [{role: 'active'}]}]))
	expect(point?.fields).toEqual({
		up: true,
		degraded: false,
		state: 'running',
		disks: 2n,
		active_disks: 1,
		sync_action: 'idle',
	})
	expect(readRaids(json([{id: 1, state: 'stopped'}]))[0]?.fields).toEqual({up: false, state: 'stopped'})
})
