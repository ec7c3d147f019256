import type {Point} from '../metrics/model.ts'
import type {EncodeOptions} from './index.ts'

export function encodeJson(points: readonly Point[], _options: EncodeOptions = {}): string {
	return points.map(point => `${point.measurement.name}\n`).join('')
}
