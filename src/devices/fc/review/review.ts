import {ConfigError} from '../../../errors.ts'
import type {State as StateFile} from '../../../state/index.ts'
import {nothing, settleAccount} from '../rules/account.ts'
import type {Definite, State} from '../rules/memory.ts'
import {DEFAULTS} from '../rules/parameters.ts'
import {loadExporters, loadLedger, loadSite, siteNames} from '../store/load.ts'
import type {Database, Site} from '../store/site.ts'

/** What is known of an exporter as of the last poll; times are Unix seconds by the wall clock. */
export interface ReviewedExporter {
	readonly id: number
	readonly exporter: string
	readonly interface: string | undefined
	readonly state: State
	/** Undefined where it was never up nor down. */
	readonly since: number | undefined
	/** Seconds of the last 30 days. */
	readonly downtime: number
	readonly unobserved: number
}

export interface ReviewedChange {
	readonly time: number
	readonly exporter: string
	readonly interface: string | undefined
	readonly to: Definite
	/** Seconds in the state before. */
	readonly lasted: number
	readonly uncertain: boolean
}

/** A set of collectors as of its last poll. */
export interface Review {
	readonly site: string
	/** The last poll. */
	readonly time: number
	readonly collectors: readonly {readonly name: string; readonly result: string}[]
	/** In the order of their addresses. */
	readonly exporters: readonly ReviewedExporter[]
	/** Latest first. */
	readonly changes: readonly ReviewedChange[]
}

/** Reads what the polls have left, without contacting anything. `since`: how far back changes are told, in seconds. */
export async function review(
	file: StateFile,
	siteName: string | undefined,
	since: number,
	isWanted: (exporter: string) => boolean = () => true,
): Promise<Review> {
	return file.transaction(({database}) => {
		const {site, name} = needSite(database, siteName, file.file)
		const {at, pauses} = site
		const shift = site.moment.wall - at
		const parameters = {...DEFAULTS, maxGap: site.maxGap}
		const {accounts, changes} = loadLedger(database, site.id, at, parameters.month, at - since)
		const known = [...loadExporters(database, site)]
			.filter(({exporter}) => isWanted(exporter))
			.toSorted(byAddress)
		return {
			site: name,
			time: site.moment.wall,
			collectors: site.collectors.map(({name: collector, result}) => ({name: collector, result})),
			exporters: known.map(one => {
				const past = accounts.get(one.id) ?? nothing
				const account = settleAccount(one.memory, past, at, pauses, parameters)
				return {
					id: one.id,
					exporter: one.exporter,
					interface: one.interface,
					state: one.shown,
					since: one.memory.state === undefined ? undefined : one.memory.since + shift,
					downtime: account.down,
					unobserved: account.unobserved,
				}
			}),
			changes: known
				.flatMap(one =>
					(changes.get(one.id) ?? []).map(change => ({
						time: change.at + shift,
						exporter: one.exporter,
						interface: one.interface,
						to: change.to,
						lasted: change.lasted,
						uncertain: change.uncertain,
					})),
				)
				.toSorted((a, b) => b.time - a.time),
		}
	})
}

/** The set of collectors with this name, or the only one there is. Throws `ConfigError` where that is not clear. */
export function needSite(
	database: Database,
	wanted: string | undefined,
	file: string,
): {site: Site; name: string} {
	const names = siteNames(database)
	const name = wanted ?? (names.length === 1 ? names[0] : undefined)
	const site = name === undefined ? undefined : loadSite(database, name)
	if (site !== undefined && name !== undefined) return {site, name}
	if (names.length === 0) {
		throw new ConfigError(`No poll of Flow Collectors is remembered in ${file}`, {
			hint: 'Run linestat fc first, with the same --state-dir',
		})
	}
	throw new ConfigError(
		`${file} has ${wanted === undefined ? 'several sets of collectors' : `no set "${wanted}"`}`,
		{
			hint: `Name one with --site: ${names.join(', ')}`,
		},
	)
}

interface Named {
	readonly exporter: string
	readonly interface: string | undefined
}

/** Numbers in addresses count as numbers: 10.0.0.9 stands before 10.0.0.10. */
function byAddress(a: Named, b: Named): number {
	const [one, other] = [a, b].map(({exporter, interface: netInterface = ''}) =>
		sortable(`${exporter} ${netInterface}`),
	)
	return (one ?? '') < (other ?? '') ? -1 : 1
}

const sortable = (text: string): string => text.replace(/\d+/g, digits => digits.padStart(10, '0'))
