import {sourceOf} from '../../transports/origin.ts'
import {defineDevice} from '../device.ts'
import {DEFAULT_ENDPOINT} from './endpoint.ts'
import {freeboxMeasurements} from './metrics.ts'
import {freeboxOptions} from './options.ts'

export const freebox = defineDevice({
	name: 'freebox',
	summary: 'poll a Freebox or Iliadbox over its API',
	examples: [
		['linestat freebox register', 'once, at home: ask the box for a token'],
		['linestat freebox', 'the connection and the line'],
		['linestat freebox --groups system,switch,wifi,lan', 'what freebox-monitoring suggests'],
		['linestat freebox --all --anonymize', 'everything, without names and addresses'],
	],
	options: freeboxOptions,
	measurements: freeboxMeasurements,
	// How long an answer takes varies with the model and its load; 5 s were too short for other programs.
	timeoutMs: 10_000,
	source: ({endpoint = DEFAULT_ENDPOINT}) => sourceOf(endpoint),
	load: () => import('./poll.ts'),
})
