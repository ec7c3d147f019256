import {atRest} from '../xdsl/at-rest.ts'
import type {DslLine} from '../xdsl/line.ts'

/**
 * What holds now. Some of these modems go on showing the sync that was, with its system and profile and the counts "since
 * the last sync"; a line that is not in showtime has none of these.
 */
export function currentOnly(dsl: DslLine): DslLine {
	if (dsl.line?.up !== false) return dsl
	const {line, intervals, ...rest} = atRest(dsl)
	return {
		...rest,
		line: {...line, mode: undefined, profile: undefined, annex: undefined},
		...(intervals && {intervals: intervals.filter(({interval}) => interval !== 'showtime')}),
	}
}
