import type {Files} from './site.ts'

/** What the model says of one exporter at one poll. */
export interface ModelAnswer {
	readonly state: string
	readonly down: number
	readonly unobserved: number
	readonly since: number | undefined
	readonly news: string
}

interface Poll {
	readonly at: number
	readonly files: Files
}

const MAX_GAP = 900
const WINDOW = 600

/**
 * The rules once more, as slow and plain as they can be: everything is kept, and every second of the month is looked at
 * on its own. Answers for the last poll.
 */
export function reckon(polls: readonly Poll[], key: string, month: number): ModelAnswer | undefined {
	const states = polls.map((_, index) => stateAt(polls.slice(0, index + 1), key))
	const now = polls.at(-1)?.at ?? 0
	const state = states.at(-1)
	if (state === undefined) return undefined
	const definite = polls
		.map(({at}, index) => ({at, state: states[index]}))
		.filter(one => one.state === 'up' || one.state === 'down')
	const changes = definite.filter((one, index) => index > 0 && definite[index - 1]?.state !== one.state)
	const lists = (to: string) => changes.some(one => one.state === to && one.at > now - WINDOW)

	let down = 0
	let unobserved = 0
	const first = definite[0]?.at ?? now
	for (let second = Math.max(first, now - month); second < now; second++) {
		const last = definite.filter(({at}) => at <= second).at(-1)
		if (last === undefined) throw new Error('a second before the first observation')
		if (second >= last.at + MAX_GAP) unobserved++
		else if (last.state === 'down') down++
	}
	const lastDefinite = states.findLastIndex(one => one === 'up' || one === 'down')
	const absentFrom = polls.find((_, index) => index > lastDefinite && states[index] === 'absent')?.at
	const vanished = state === 'absent' && absentFrom !== undefined && absentFrom > now - WINDOW
	return {
		state,
		down,
		unobserved,
		since: changes.at(-1)?.at ?? definite[0]?.at,
		news: `${lists('down') ? 'D' : ''}${lists('up') ? 'U' : ''}${vanished ? 'V' : ''}`,
	}
}

/** State at the last of the polls, from all files that were ever read; undefined before the first that has the key. */
function stateAt(polls: readonly Poll[], key: string): string | undefined {
	const now = polls.at(-1)?.files ?? []
	const everListed = polls.some(({files}) => files.some(file => file?.[key] !== undefined))
	if (!everListed) return undefined
	const wasUp = polls.some(({files}) => files.some(file => (file?.[key] ?? 0) > 0))
	const readBefore = now.map((_, index) =>
		polls.map(({files}) => files[index]).findLast(file => file !== undefined),
	)
	const failed = readBefore.filter((_, index) => now[index] === undefined)

	if (now.some(file => (file?.[key] ?? 0) > 0)) return 'up'
	if (failed.some(file => (file?.[key] ?? 0) > 0)) return 'unknown'
	if (readBefore.some(file => file === undefined) && !wasUp) return 'unknown'
	if (now.some(file => file?.[key] !== undefined)) return 'down'
	if (failed.some(file => file?.[key] !== undefined)) return 'unknown'
	return now.every(file => file === undefined) ? 'unknown' : 'absent'
}
