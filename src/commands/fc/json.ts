import type {Review} from '../../devices/fc/review/review.ts'
import {totalsOf} from './totals.ts'

/** The report for scripts; times are Unix seconds. */
export function reportJson(found: Review): string {
	const {site, time, collectors, exporters, changes} = found
	const report = {
		site,
		time,
		...totalsOf(found),
		collectors,
		exporters: exporters.map(({id: _, downtime, unobserved, ...rest}) => ({
			...rest,
			downtime_seconds: downtime,
			unobserved_seconds: unobserved,
		})),
		changes: changes.map(({lasted, ...rest}) => ({...rest, lasted_seconds: lasted})),
	}
	return `${JSON.stringify(report, null, 2)}\n`
}
