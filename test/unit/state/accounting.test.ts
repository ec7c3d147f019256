import {expect, it} from 'vitest'
import {elapsed, momentOf} from '../../../src/state/accounting.ts'

const before = {wall: 1000, uptime: 50, bootId: 'a'}

it.each([
	['time that passed', {wall: 1300, uptime: 350, bootId: 'a'}, 300],
	['a clock that was set forward', {wall: 91_300, uptime: 350, bootId: 'a'}, 300],
	['a clock that was set back', {wall: 100, uptime: 350, bootId: 'a'}, 300],
	['a clock that is slewed', {wall: 1302, uptime: 350, bootId: 'a'}, 302],
	['a machine that was started anew', {wall: 1300, uptime: 20, bootId: 'b'}, 300],
	['a step back without uptime', {wall: 100}, 0],
	['a step back over a start', {wall: 100, uptime: 20, bootId: 'b'}, 0],
])('%s', (_name, now, seconds) => {
	expect(elapsed(before, now)).toBe(seconds)
})

it('knows this machine', () => {
	expect(momentOf(5)).toMatchObject({
		wall: 5,
		uptime: expect.any(Number),
		bootId: expect.stringMatching(/^[\da-f-]{36}$/),
	})
})
