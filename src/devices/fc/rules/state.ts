import type {Memory, State} from './memory.ts'

/** How the collectors were read at a poll, a bit for each. */
export interface Reads {
	readonly ok: number
	readonly failed: number
	/** Those that have never been read yet. */
	readonly never: number
}

/** Where one exporter was found by the reads that were good. */
export interface Found {
	readonly listed: number
	readonly positive: number
}

/**
 * State of an exporter. A zero of one collector means nothing while another has its flows, or may have them. `before` is
 * what the polls before left.
 */
export function stateOf(before: Memory, found: Found | undefined, reads: Reads): State {
	if (found !== undefined && found.positive !== 0) return 'up'
	if ((before.positive & reads.failed) !== 0) return 'unknown'
	if (reads.never !== 0 && !before.everUp) return 'unknown'
	if (found !== undefined && found.listed !== 0) return 'down'
	if ((before.listed & reads.failed) !== 0 || reads.ok === 0) return 'unknown'
	return 'absent'
}
