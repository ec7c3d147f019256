/** What can be observed of an exporter. Everything else is not knowing. */
export type Definite = 'up' | 'down'

/** State of an exporter at a poll. */
export type State = Definite | 'unknown' | 'absent'

/**
 * What is remembered of one exporter (or one interface of one) from poll to poll. Times are seconds of accounting time.
 * `listed` and `positive` have a bit per collector.
 */
export interface Memory {
	/** The last definite observation; undefined before the first. */
	readonly state: Definite | undefined
	/** Its time. */
	readonly definiteAt: number
	readonly firstDefinite: number
	/** Time of the last change, or of the first definite observation. */
	readonly since: number
	/** While down: the first of the observations that follow each other without a hole. */
	readonly runFrom: number
	readonly everUp: boolean
	/** Zeros in a row that are still too few to count as down, and the time of the last. */
	readonly zeros: number
	readonly zeroAt: number
	/** First poll at which no collector had it, since the last definite observation. */
	readonly absentSince: number | undefined
	/** When a collector last listed it. */
	readonly listedAt: number
	/** Collectors that listed it when they were last read. */
	readonly listed: number
	/** Collectors at which it was sending when they were last read. */
	readonly positive: number
}

/** An exporter that no poll has seen before. */
export const unseen: Memory = {
	state: undefined,
	definiteAt: 0,
	firstDefinite: 0,
	since: 0,
	runFrom: 0,
	everUp: false,
	zeros: 0,
	zeroAt: 0,
	absentSince: undefined,
	listedAt: 0,
	listed: 0,
	positive: 0,
}
