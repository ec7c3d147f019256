import {ParseError, UsageError} from '../../errors.ts'
import {text} from '../../json.ts'
import {readAnswer} from './answer.ts'

/** The newest version of the API whose answers are known here; newer boxes go on serving it. */
const NEWEST = 16

/** What `/api_version` tells of a box. */
export interface Discovery {
	/** Identity of the box. */
	readonly uid: string | undefined
	/** Version to ask for. */
	readonly version: number
	/** Version of the box, as `16.0`. */
	readonly boxVersion: string
	/** `/api/v16/` */
	readonly path: string
	/** `fbxgw9-r1/full`; old firmware does not say. */
	readonly model: string | undefined
	readonly modelName: string | undefined
}

/** Reads the answer to `GET /api_version`. `wanted`: the version that the user insists on. */
export function readDiscovery(answer: string, wanted?: number): Discovery {
	const {value} = readAnswer('GET /api_version', answer)
	const boxVersion = text(value.api_version)
	// Not a number: 8.10 comes after 8.9.
	const major = Number(/^(\d+)(\.\d+)?$/.exec(boxVersion ?? '')?.[1] ?? 0)
	if (boxVersion === undefined || major < 1) {
		throw new ParseError('GET /api_version: the answer names no version', {
			hint: 'Check that --endpoint is a Freebox',
		})
	}
	if (wanted !== undefined && wanted > major) {
		throw new UsageError(`The box has version ${boxVersion} of the API, not ${wanted}`, {
			hint: `Use --api-version ${major} or less, or leave it out`,
		})
	}
	const version = wanted ?? Math.min(major, NEWEST)
	const base = text(value.api_base_url) ?? '/api/'
	return {
		uid: text(value.uid),
		version,
		boxVersion,
		path: `${/^\/[\w./-]*\/$/.test(base) ? base : '/api/'}v${version}/`,
		model: text(value.box_model),
		modelName: text(value.box_model_name),
	}
}
