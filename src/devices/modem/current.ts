import {atRest} from '../xdsl/at-rest.ts'
import type {DslLine} from '../xdsl/line.ts'

const OF_THE_SYNC = {
	mode: undefined,
	profile: undefined,
	annex: undefined,
	dslam_vendor: undefined,
	dslam_version: undefined,
} as const

/**
 * What holds now. Some of these modems go on showing the sync that was, with its system, profile and exchange, and the counts
 * "since the last sync"; a line of which they do not say that it is in showtime has none of these.
 */
export function currentOnly(dsl: DslLine): DslLine {
	const up = dsl.line?.up
	if (up === true) return dsl
	const {line, intervals, ...rest} = atRest({...dsl, line: {...dsl.line, up: false}})
	return {
		...rest,
		line: {...line, up, ...OF_THE_SYNC},
		...(intervals && {intervals: intervals.filter(({interval}) => interval !== 'showtime')}),
	}
}
