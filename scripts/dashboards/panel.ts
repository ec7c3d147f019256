import type {Measurement} from '../../src/metrics/model.ts'

/** What a dashboard shows, without a word of the data source's language. */
export interface Dashboard {
	/** File in docs/grafana/ and fixed uid, followed by the kind of data source. */
	readonly name: string
	readonly title: string
	readonly tags: readonly string[]
	/** The field whose series tell which sources there are. */
	readonly sources: Series
	readonly rows: readonly Row[]
}

export interface Row {
	readonly title: string
	readonly panels: readonly Panel[]
}

export interface Panel {
	readonly title: string
	readonly description?: string
	readonly kind: 'timeseries' | 'stat' | 'state-timeline' | 'bargauge' | 'table'
	/** Of Grafana's 24 columns. */
	readonly width: number
	/** A unit of Grafana. */
	readonly unit?: string
	readonly thresholds?: readonly Threshold[]
	/** What the values 0 and 1 are called, with a colour each. */
	readonly states?: readonly [zero: State, one: State]
	readonly series: readonly Series[]
}

/** From this value upwards the colour applies; the first has none. */
export interface Threshold {
	readonly from: number | null
	readonly color: string
}

export interface State {
	readonly text: string
	readonly color: string
}

export interface Series {
	readonly measurement: Measurement
	/** Fields of one table row; all others have one. */
	readonly fields: readonly string[]
	/**
	 * The value itself; a counter per hour, per second, or since the beginning of the time range; the last value in the
	 * range; states and identities as a table.
	 */
	readonly as: 'value' | 'per hour' | 'per second' | 'in range' | 'last' | 'identities'
	readonly where: Readonly<Record<string, string>>
	/** Tags that tell the series apart, in the order of the legend. */
	readonly by: readonly string[]
	/** Word of the legend, where a panel shows several fields. */
	readonly label?: string
}

interface SeriesOptions {
	readonly as?: Series['as']
	readonly where?: Readonly<Record<string, string>>
	readonly by?: readonly string[]
	readonly label?: string
}

/** A series of fields that the catalogue has: another name does not compile. */
export function series<M extends Measurement>(
	measurement: M,
	fields: (keyof M['fields'] & string) | readonly (keyof M['fields'] & string)[],
	{as = 'value', where = {}, by = ['source', 'line'], label}: SeriesOptions = {},
): Series {
	const list = typeof fields === 'string' ? [fields] : fields
	return {measurement, fields: list, as, where, by, ...(label !== undefined && {label})}
}
