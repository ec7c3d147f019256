/** `2d 3h`, `20m 5s`: the two largest units of a time in seconds. */
export function span(seconds: number): string {
	const units = [
		['d', 86_400],
		['h', 3600],
		['m', 60],
		['s', 1],
	] as const
	const first = units.findIndex(([, size]) => seconds >= size)
	if (first < 0) return '0s'
	let left = seconds
	const parts = units.slice(first, first + 2).map(([unit, size]) => {
		const count = Math.floor(left / size)
		left -= count * size
		return count === 0 ? '' : `${count}${unit}`
	})
	return parts.filter(part => part !== '').join(' ')
}

/** `2026-01-01 00:15:00`, UTC. */
export const utc = (seconds: number): string =>
	new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')

/** An exporter, with its interface where it has one. */
export const nameOf = (one: {exporter: string; interface?: string | undefined}): string =>
	one.interface === undefined ? one.exporter : `${one.exporter} if ${one.interface}`
