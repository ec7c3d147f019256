import type {Point} from '../src/metrics/model.ts'
import {formatFamilies as families} from '../src/output/exposition.ts'
import {encodeGraphite as graphite} from '../src/output/graphite.ts'
import type {EncodeOptions, Encoder} from '../src/output/index.ts'
import {encodeInflux as influx} from '../src/output/influx.ts'
import {encodeJson as json} from '../src/output/json.ts'
import {encodePrometheus as prometheus} from '../src/output/prometheus.ts'

/** The encoders with their pieces put together. */

export const textOf = (pieces: Iterable<string>): string => [...pieces].join('')

const whole =
	(encode: Encoder) =>
	(points: Iterable<Point>, options: EncodeOptions = {}): string =>
		textOf(encode(points, options))

export const encodeInflux = whole(influx)
export const encodeJson = whole(json)
export const encodeGraphite = whole(graphite)
export const encodePrometheus = whole(prometheus)
export const formatFamilies = (list: Parameters<typeof families>[0]): string => textOf(families(list))
