import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {reckon} from './model.ts'
import {type Answer, type Files, Site} from './site.ts'

const MONTH = 5000

const file = fc.option(
	fc.dictionary(fc.constantFrom('e1', 'e2', 'e3'), fc.constantFrom(0, 8, 80), {noNullPrototype: true}),
	{nil: undefined, freq: 4},
)
const pause = fc.constantFrom(0, 1, 60, 300, 300, 300, 899, 900, 901, 2500)

/** Polls of so many collectors, each some seconds after the one before. */
const polls = (collectors: number) =>
	fc
		.array(fc.tuple(pause, fc.array(file, {minLength: collectors, maxLength: collectors})), {
			minLength: 1,
			maxLength: 14,
		})
		.map(list => {
			let at = 1_767_225_600
			return list.map(([seconds, files]) => {
				at += seconds
				return {at, files}
			})
		})

const run = (
	list: readonly {at: number; files: Files}[],
	site = new Site(list[0]?.files.length ?? 0, {month: MONTH}),
) => list.map(({at, files}) => site.poll(at, files))

const plain = (answers: ReadonlyMap<string, Answer>) => [...answers].toSorted(([a], [b]) => (a < b ? -1 : 1))

describe('the rules', () => {
	it('agree with a reckoning second by second', () => {
		fc.assert(
			fc.property(fc.integer({min: 1, max: 3}).chain(polls), list => {
				const found = run(list)
				for (const [index, answers] of found.entries()) {
					for (const key of ['e1', 'e2', 'e3']) {
						const answer = answers.get(key)
						const mine = answer && {
							state: answer.state,
							down: answer.down,
							unobserved: answer.unobserved,
							since: answer.since,
							news: answer.news,
						}
						expect(mine).toEqual(reckon(list.slice(0, index + 1), key, MONTH))
					}
				}
			}),
			{numRuns: 150},
		)
	})

	it('do not depend on the order of collectors and of rows', () => {
		fc.assert(
			fc.property(polls(3), list => {
				const turned = list.map(({at, files}) => ({
					at,
					files: files.toReversed().map(one => one && Object.fromEntries(Object.entries(one).toReversed())),
				}))
				expect(run(turned).map(plain)).toEqual(run(list).map(plain))
			}),
		)
	})

	it('do not depend on how rows are spread over collectors that are read together', () => {
		fc.assert(
			fc.property(polls(1), list => {
				const split = list.map(({at, files: [one]}) => {
					const part = (wanted: boolean) =>
						one && Object.fromEntries(Object.entries(one).filter(([key]) => (key === 'e1') === wanted))
					return {at, files: [part(true), part(false)]}
				})
				const states = (answers: ReadonlyMap<string, Answer>) => plain(answers)
				expect(run(split).map(states)).toEqual(run(list).map(states))
			}),
		)
	})

	it('say the same when a poll is repeated in the same second', () => {
		fc.assert(
			fc.property(polls(2), list => {
				const site = new Site(2, {month: MONTH})
				const before = run(list, site).at(-1)
				const again = run(list.slice(-1), site)[0]
				const unchanged = (answers: ReadonlyMap<string, Answer> = new Map()) =>
					plain(answers).map(([key, answer]) => [key, {...answer, change: undefined}])
				expect(unchanged(again)).toEqual(unchanged(before))
			}),
		)
	})

	it('never exceed the time since the first observation', () => {
		fc.assert(
			fc.property(polls(2), list => {
				const first = list[0]?.at ?? 0
				for (const [index, answers] of run(list).entries()) {
					for (const {down, unobserved} of answers.values()) {
						expect(down).toBeGreaterThanOrEqual(0)
						expect(unobserved).toBeGreaterThanOrEqual(0)
						expect(down + unobserved).toBeLessThanOrEqual((list[index]?.at ?? 0) - first)
					}
				}
			}),
		)
	})
})
