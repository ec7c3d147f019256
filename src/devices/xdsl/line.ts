import type {FieldsOf} from '../../metrics/model.ts'
import type {xdslBins, xdslDirection, xdslInterval, xdslLine} from './metrics.ts'

/** `down` is received by the modem (near end), `up` by the exchange (far end). */
export type Direction = 'down' | 'up'

export type LineFields = FieldsOf<typeof xdslLine>
export type DirectionFields = FieldsOf<typeof xdslDirection>

/** Since the last sync, this quarter of an hour, today. */
export type IntervalName = 'showtime' | '15m' | '1d'

export interface DslInterval {
	readonly interval: IntervalName
	readonly direction: Direction
	readonly fields: FieldsOf<typeof xdslInterval>
}

/** One tone, or one band; exactly one of `tone` and `band` is there. */
export interface DslBin {
	readonly direction: Direction
	readonly tone?: number
	readonly band?: string
	readonly fields: FieldsOf<typeof xdslBins>
}

/**
 * What a modem says about one DSL line, in the terms of ITU-T G.997.1 and in base units. Readers fill what their device
 * tells and leave out the rest; `up` says whether the line is in showtime.
 */
export interface DslLine {
	/** Tag `line`, where a modem has several. */
	readonly name?: string
	readonly line?: LineFields
	readonly down?: DirectionFields
	readonly up?: DirectionFields
	readonly intervals?: readonly DslInterval[]
	readonly bins?: readonly DslBin[]
}
