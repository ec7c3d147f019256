import type {Review} from '../../devices/fc/review/review.ts'

/** Numbers of all exporters of a report together. */
export function totalsOf({exporters}: Review) {
	const count = (state: string) => exporters.filter(one => one.state === state).length
	return {
		up: count('up'),
		down: count('down'),
		unknown: count('unknown'),
		absent: count('absent'),
		downtime_seconds: exporters.reduce((sum, one) => sum + one.downtime, 0),
		unobserved_seconds: exporters.reduce((sum, one) => sum + one.unobserved, 0),
	}
}
