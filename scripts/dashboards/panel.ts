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
	/** What is marked in every panel that has a time axis. */
	readonly annotations?: readonly Annotation[]
}

/** Events of a kind, where the data source has them; where it only has numbers, the moments that a series tells. */
export interface Annotation {
	readonly title: string
	readonly color: string
	/** `kind` of `linestat_event`. */
	readonly kind: string
	/** A series of moments. */
	readonly moments: Series
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
	 * range; states and identities as a table; a table of the 20 largest last values; a table of the last value, which is
	 * Unix seconds.
	 */
	readonly as: 'value' | 'per hour' | 'per second' | 'in range' | 'last' | 'identities' | 'top' | 'moment'
	/** Of moments: only where other fields have these values now. */
	readonly when: {readonly [field: string]: 0 | 1 | undefined}
	readonly where: Readonly<Record<string, string>>
	/** Tags that tell the series apart, in the order of the legend. */
	readonly by: readonly string[]
	/** Word of the legend, where a panel shows several fields. */
	readonly label?: string
}

interface SeriesOptions<M extends Measurement> {
	readonly as?: Series['as']
	readonly when?: {readonly [K in keyof M['fields'] & string]?: 0 | 1}
	readonly where?: Readonly<Record<string, string>>
	readonly by?: readonly string[]
	readonly label?: string
}

/** A series of fields that the catalogue has: another name does not compile. */
export function series<M extends Measurement>(
	measurement: M,
	fields: (keyof M['fields'] & string) | readonly (keyof M['fields'] & string)[],
	{as = 'value', when = {}, where = {}, by = ['source', 'line'], label}: SeriesOptions<M> = {},
): Series {
	const list = typeof fields === 'string' ? [fields] : fields
	return {measurement, fields: list, as, when, where, by, ...(label !== undefined && {label})}
}
