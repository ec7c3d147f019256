import type {State as StateFile} from '../../../state/index.ts'
import {type Interval, without} from '../rules/interval.ts'
import type {Memory} from '../rules/memory.ts'
import {DEFAULTS} from '../rules/parameters.ts'
import {loadExporters} from '../store/load.ts'
import type {KnownExporter, Site} from '../store/site.ts'
import {needSite} from './review.ts'

/** A stretch of the last 30 days; times are Unix seconds by the wall clock. */
export interface HistoryInterval extends Interval {
	readonly kind: 'down' | 'unobserved'
	/** It was not over at the last poll. */
	readonly isOpen: boolean
}

export interface History {
	readonly exporter: string
	readonly interface: string | undefined
	readonly state: string
	/** The last poll, and the begin of what is told: 30 days before, or the first observation. */
	readonly time: number
	readonly from: number
	readonly intervals: readonly HistoryInterval[]
}

/** Every interval of one exporter; one history per interface where it has several. */
export async function historyOf(
	file: StateFile,
	siteName: string | undefined,
	exporter: string,
): Promise<readonly History[]> {
	return file.transaction(({database}) => {
		const {site} = needSite(database, siteName, file.file)
		const known = [...loadExporters(database, site)].filter(one => one.exporter === exporter)
		const closed = database.prepare(
			'SELECT kind, start, finish FROM fc_interval WHERE exporter = ? ORDER BY start',
		)
		return known.map(one => {
			const stored = closed.all(one.id).map(({kind, start, finish}) => ({
				kind: String(kind) as HistoryInterval['kind'],
				from: Number(start),
				to: Number(finish),
				isOpen: false,
			}))
			return toHistory(one, site, stored)
		})
	})
}

function toHistory(one: KnownExporter, site: Site, stored: readonly HistoryInterval[]): History {
	const {at, moment, pauses, maxGap} = site
	const shift = moment.wall - at
	const {memory} = one
	const from = memory.state === undefined ? at : Math.max(at - DEFAULTS.month, memory.firstDefinite)
	const paused = pauses
		.filter(pause => pause.from >= memory.firstDefinite)
		.map(pause => ({...pause, kind: 'unobserved' as const, isOpen: false}))
	const all = [...stored, ...paused, ...open(memory, at, maxGap, pauses)]
	return {
		exporter: one.exporter,
		interface: one.interface,
		state: one.shown,
		time: moment.wall,
		from: from + shift,
		intervals: all
			.filter(({to}) => to > from)
			.toSorted((a, b) => a.from - b.from)
			.map(interval => ({...interval, from: Math.max(interval.from, from) + shift, to: interval.to + shift})),
	}
}

/** What was not over at the last poll. */
function open(memory: Memory, at: number, maxGap: number, pauses: readonly Interval[]): HistoryInterval[] {
	if (memory.state === undefined) return []
	const heldUntil = Math.min(at, memory.definiteAt + maxGap)
	const down = memory.state === 'down' ? [{kind: 'down' as const, from: memory.runFrom, to: heldUntil}] : []
	const rest = without({from: heldUntil, to: at}, pauses).map(hole => ({
		...hole,
		kind: 'unobserved' as const,
	}))
	return [...down, ...rest].map(interval => ({...interval, isOpen: interval.to === at}))
}
