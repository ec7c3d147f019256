/** What the rules are reckoned with; all times in seconds. */
export interface Parameters {
	/** For how long a change is listed as new. */
	readonly window: number
	/** Over which time down time is added up: 30 days, not a calendar month. */
	readonly month: number
	/** For how long an observation holds when no other one follows. */
	readonly maxGap: number
	/** For how long the same file is taken for fresh. */
	readonly staleAfter: number
	/** At which zero in a row an exporter counts as down. */
	readonly downAfter: number
	/** How long ago the last packet of an exporter with 0 bit/s may be for it still to count as up. */
	readonly quietGrace: number
	/** What an exporter is that never sent a packet. */
	readonly neverActive: 'down' | 'ignore'
}

export const DEFAULTS: Parameters = {
	window: 600,
	month: 2_592_000,
	maxGap: 900,
	staleAfter: 600,
	downAfter: 1,
	quietGrace: 0,
	neverActive: 'down',
}
