import {UsageError} from '../errors.ts'

/** Minutes since midnight, local time; from may be later than to. */
export interface QuietHours {
	readonly from: number
	readonly to: number
}

/** Reads `22:00-07:00`. */
export function quietHours(text: string): QuietHours {
	const [, ...parts] = /^(\d{1,2}):(\d\d)\s*-\s*(\d{1,2}):(\d\d)$/.exec(text.trim()) ?? []
	const [h1 = 99, m1 = 99, h2 = 99, m2 = 99] = parts.map(Number)
	const [from, to] = [h1 * 60 + m1, h2 * 60 + m2]
	const isTime = h1 < 24 && m1 < 60 && m2 < 60 && to <= 1440
	if (!isTime || from === to) {
		throw new UsageError(`"${text}" are no hours: use from-to, as in 22:00-07:00`)
	}
	return {from, to}
}

/** Whether a time, in milliseconds since 1970, is in the quiet hours. They begin with `from` and end before `to`. */
export function isQuiet(hours: QuietHours | undefined, time: number): boolean {
	if (hours === undefined) return false
	const date = new Date(time)
	const minute = date.getHours() * 60 + date.getMinutes()
	const {from, to} = hours
	return from < to ? minute >= from && minute < to : minute >= from || minute < to
}
