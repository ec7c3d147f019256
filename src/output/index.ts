import type {Format} from '../config/global.ts'
import type {Point} from '../metrics/model.ts'
import {encodeInflux} from './influx.ts'

export interface EncodeOptions {
	/** `ns` prints timestamps, `none` leaves them out; undefined: what the format's readers expect. */
	readonly timestamp?: 'ns' | 'none' | undefined
	/** For the table: width of the terminal and whether colours are wanted. */
	readonly columns?: number | undefined
	readonly color?: boolean
}

/** Points in, the text out in pieces: pure, in a stable order, empty where nothing can be printed. */
export type Encoder = (points: Iterable<Point>, options: EncodeOptions) => Iterable<string>

/** The encoder of a format. Beside that for Telegraf, only the one that is asked for is loaded: a file costs half a millisecond. */
export async function loadEncoder(format: Format): Promise<Encoder> {
	switch (format) {
		case 'influx':
			return encodeInflux
		case 'prometheus':
			return (await import('./prometheus.ts')).encodePrometheus
		case 'graphite':
			return (await import('./graphite.ts')).encodeGraphite
		case 'json':
			return (await import('./json.ts')).encodeJson
		case 'table': {
			const {encodeTable} = await import('./table.ts')
			return (points, options) => [encodeTable([...points], options)]
		}
	}
}
