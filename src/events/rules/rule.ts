import type {Json} from '../../json.ts'
import type {KindName} from '../kinds.ts'
import type {Limit} from '../limits.ts'
import type {Known, Thing} from '../memory.ts'

/** A thing in this poll and as it was last seen. */
export interface Sight {
	readonly thing: Thing
	/** What is known of it from before; empty at the first sight. */
	readonly before: Known
	/** Seconds since then; undefined at the first sight. */
	readonly elapsed: number | undefined
	/** Accounting time of this poll, in seconds. */
	readonly at: number
	/** The device began anew since then, or the line did: counters did too. */
	readonly isReset: boolean
	/** As in `draytek 192.168.1.1`. */
	readonly owner: string
	readonly limits: readonly Limit[]
	/** What the rule left for itself. */
	readonly note: Json | undefined
}

/** What a rule finds in one thing. */
export interface Finding {
	readonly changes: readonly Change[]
	/** What it leaves for the next poll. */
	readonly note?: unknown
}

export interface Change {
	readonly kind: KindName
	readonly from?: string | undefined
	readonly to?: string | undefined
	readonly message: string
	readonly count?: number
}

/** A rule looks at things of some measurements, one at a time. */
export interface Rule {
	readonly name: string
	readonly measurements: readonly string[]
	find(sight: Sight): Finding
}

/** The thing in words: "The gateway WAN_DHCP of pfsense fw". */
export function nameOf({thing, owner}: Sight): string {
	const {interface: name, gateway, line} = thing.subject
	if (thing.measurement === 'xdsl')
		return line === undefined ? `The line of ${owner}` : `The line ${line} of ${owner}`
	if (gateway !== undefined) return `The gateway ${gateway} of ${owner}`
	return name === undefined ? `The connection of ${owner}` : `The interface ${name} of ${owner}`
}

/** `90` as "1.5 min". */
export function timeOf(seconds: number): string {
	if (seconds < 120) return `${Math.round(seconds)} s`
	if (seconds < 7200) return `${round(seconds / 60)} min`
	return seconds < 172_800 ? `${round(seconds / 3600)} h` : `${round(seconds / 86_400)} days`
}

const round = (number: number): number => Math.round(number * 10) / 10

/** A flag of a poll or of what was stored; undefined where it is not known. */
export const flagOf = (value: Known[string] | undefined): boolean | undefined =>
	typeof value === 'boolean' ? value : undefined

/** A whole number likewise. */
export function integerOf(value: Known[string] | undefined): bigint | undefined {
	if (typeof value === 'bigint') return value
	return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : undefined
}
