import type {Quality} from './record.ts'

/** What a monitor says of a gateway. */
export interface Measured {
	/** Milliseconds. */
	readonly delay?: number | undefined
	readonly stddev?: number | undefined
	/** Percent. */
	readonly loss?: number | undefined
}

const STATES: Readonly<Record<string, boolean>> = {
	online: true,
	delay: true,
	loss: true,
	'delay+loss': true,
	highdelay: true,
	highloss: true,
	down: false,
	force_down: false,
}

/** Whether a gateway is used in this state; undefined for `pending`, and for a word that nobody knows. */
export function isUpIn(state: string | undefined): boolean | undefined {
	return state !== undefined && Object.hasOwn(STATES, state) ? STATES[state] : undefined
}

/**
 * What was measured, and nothing that only stands in its place: gateways without monitoring or without a measurement yet
 * show zeros. Of a gateway that is down the loss counts, and a round trip only if there was one; so it does of one that is
 * used although every probe is lost.
 */
export function qualityOf(state: string | undefined, {delay, stddev, loss}: Measured): Quality {
	const isDown = isUpIn(state) === false
	if (state === undefined || state === 'pending') return {}
	if ((delay === 0 && stddev === 0 && loss === 0) || (stddev === undefined && !isDown)) return {}
	const isUnanswered = delay === 0 && (isDown || stddev === 0)
	const hasRtt = delay !== undefined && stddev !== undefined && !isUnanswered
	return {
		rttSeconds: hasRtt ? seconds(delay) : undefined,
		rttStddevSeconds: hasRtt ? seconds(stddev) : undefined,
		lossRatio: loss === undefined ? undefined : loss / 100,
	}
}

/** Milliseconds as seconds, to the microsecond, which is what dpinger measures. */
const seconds = (milliseconds: number): number => Math.round(milliseconds * 1000) / 1_000_000
