import {expect, it} from 'vitest'
import {down, kindsOf, line, type SeriesOptions, type Step} from './series.ts'

/** What a case says, its polls, and the kinds found in each. */
export type Case = [name: string, steps: Step[], kinds: string[][], options?: SeriesOptions]

export const check = (cases: Case[]): void =>
	it.each(cases)('%s', (_name, steps, kinds, options) => expect(kindsOf(steps, options)).toEqual(kinds))

/** A line in sync for so many seconds. */
export const up = (uptime_seconds: number, more = {}): Step => ({
	points: [line({up: true, uptime_seconds, ...more})],
})
/** A line out of sync. */
export const lost: Step = {points: [line({up: false, state: 'training'})]}
/** A poll that got no answer. */
export const failed: Step = {result: 'timeout'}
/** A line in sync with so many errors. */
export const errors = (crc_errors: bigint, more: Partial<Step> = {}): Step => ({
	...more,
	points: [line({up: true}), down({crc_errors})],
})
