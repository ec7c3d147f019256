import {describe, expect, it} from 'vitest'
import {isUpIn, qualityOf} from '../../../../src/devices/firewall/quality.ts'

it.each([
	['online', true],
	['delay', true],
	['loss', true],
	['delay+loss', true],
	['highdelay', true],
	['highloss', true],
	['down', false],
	['force_down', false],
	['pending', undefined],
	['toString', undefined],
	[undefined, undefined],
])('%s is up: %s', (state, isUp) => {
	expect(isUpIn(state)).toBe(isUp)
})

describe('what was measured', () => {
	const good = {rttSeconds: 0.004512, rttStddevSeconds: 0.000803, lossRatio: 0}
	const nothing = {}

	it.each([
		['online', {delay: 4.512, stddev: 0.803, loss: 0}, good],
		['a word of tomorrow', {delay: 4.512, stddev: 0.803, loss: 0}, good],
		['pending', {delay: 4.512, stddev: 0.803, loss: 0}, nothing],
		[undefined, {delay: 4.512, stddev: 0.803, loss: 0}, nothing],
		['online', {delay: 0, stddev: 0, loss: 0}, nothing],
		['online', {delay: 0, loss: 0}, nothing],
		['online', {}, nothing],
		['down', {delay: 0, stddev: 0, loss: 0}, nothing],
		['down', {delay: 0, stddev: 0, loss: 100}, {lossRatio: 1}],
		['down', {loss: 100}, {lossRatio: 1}],
		['down', {delay: 0, stddev: 0.2, loss: 33}, {lossRatio: 0.33}],
		['down', {delay: 900, stddev: 80, loss: 45}, {rttSeconds: 0.9, rttStddevSeconds: 0.08, lossRatio: 0.45}],
		['highloss', {delay: 0, stddev: 0, loss: 100}, {lossRatio: 1}],
		['loss', {stddev: 0.5, loss: 12}, {lossRatio: 0.12}],
		['online', {delay: 0, stddev: 0.01, loss: 0}, {rttSeconds: 0, rttStddevSeconds: 0.00001, lossRatio: 0}],
	])('%s with %j', (state, said, expected) => {
		const found = Object.entries(qualityOf(state, said)).filter(([, value]) => value !== undefined)
		expect(Object.fromEntries(found)).toEqual(expected)
	})
})
