import {UsageError} from '../errors.ts'
import type {OptionSpecs} from './options.ts'
import {count, duration} from './values.ts'

/** Below this a sample costs more than it tells. */
const SHORTEST_MS = 100

/** The options of devices that can be read several times in one run (`PollModule.open`). */
export const watchOptions = {
	interval: {
		value: 'duration',
		parse: interval,
		help: 'read again and again; the table shows rates',
		env: false,
		config: false,
	},
	count: {
		value: 'number',
		parse: count,
		help: 'with --interval: end after so many samples',
		env: false,
		config: false,
	},
} as const satisfies OptionSpecs

function interval(text: string): number {
	const milliseconds = duration(text)
	if (milliseconds < SHORTEST_MS)
		throw new UsageError(`"${text}" is too short: use at least ${SHORTEST_MS}ms`)
	return milliseconds
}
