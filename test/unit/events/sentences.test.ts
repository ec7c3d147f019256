import {describe, expect, it} from 'vitest'
import {errors, failed, up} from './cases.ts'
import {line, type Step, series, wan} from './series.ts'

describe('says it in a sentence', () => {
	const said = (steps: Step[]) =>
		series(steps)
			.flat()
			.map(({message, from, to}) => [message, from, to])

	it('with the time that it took', () => {
		const outage = [up(500), {points: [line({up: false, state: 'handshake'})]}, {...up(20), after: 300}]
		expect(said(outage)).toEqual([
			['The line of fake box lost sync', 'showtime', 'handshake'],
			['The line of fake box is in sync again after 5 min', 'handshake', 'showtime'],
		])
		expect(said([failed, failed, failed, {after: 600}])).toEqual([
			['fake box could not be read 3 times in a row: timeout', 'ok', 'timeout'],
			['fake box can be read again after 12 min', 'unreachable', 'ok'],
		])
	})

	it('with what was and what is', () => {
		expect(said([{points: [wan({ipv4: '203.0.113.5'})]}, {points: [wan({ipv4: '203.0.113.9'})]}])).toEqual([
			[
				'The address of the interface pppoe0 of fake box changed from 203.0.113.5 to 203.0.113.9',
				'203.0.113.5',
				'203.0.113.9',
			],
		])
		expect(said([errors(0n), errors(312n)])).toEqual([
			[
				'The line of fake box (down) has errors: 312 crc_errors in 5 min',
				undefined,
				'312 crc_errors in 5 min',
			],
		])
		expect(said([up(500, {resyncs: 1n}), up(5, {resyncs: 4n})]).map(([message]) => message)).toEqual([
			'The line of fake box was synchronised anew 3 times',
		])
	})
})
