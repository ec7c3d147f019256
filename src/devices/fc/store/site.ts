import type {Moment} from '../../../state/accounting.ts'
import type {Transaction} from '../../../state/index.ts'
import type {Identity} from '../read/stale.ts'
import type {Account} from '../rules/account.ts'
import type {Interval} from '../rules/interval.ts'
import type {Memory, State} from '../rules/memory.ts'
import type {Change} from '../rules/observe.ts'
import type {ReadResult} from '../table/failure.ts'

export type Database = Transaction['database']

/** What is remembered of a collector. */
export interface KnownCollector {
	readonly name: string
	/** Its place in the bits of `Memory.listed` and `positive`. */
	readonly bit: number
	readonly result: ReadResult
	/** The poll at which its reads began to succeed, or to fail; undefined where an older version has not kept it. */
	readonly since: number | undefined
	/** Its last good read. */
	readonly readAt: number | undefined
	readonly rows: number | undefined
	readonly identity: Identity | undefined
}

/** What is remembered of an exporter, beside what the rules need. */
export interface KnownExporter {
	readonly id: number
	readonly key: string
	readonly exporter: string
	readonly interface: string | undefined
	readonly shown: State
	readonly memory: Memory
}

/** What the polls before have left of a set of collectors. */
export interface Site {
	readonly id: number
	readonly at: number
	readonly moment: Moment
	readonly maxGap: number
	readonly collectors: readonly KnownCollector[]
	readonly pauses: readonly Interval[]
}

/** What has been written about exporters beside their rows, by their ids. */
export interface Ledger {
	/** Time that is over, down and unobserved, of the month that ends at a time. */
	readonly accounts: ReadonlyMap<number, Account>
	readonly changes: ReadonlyMap<number, readonly Change[]>
}
