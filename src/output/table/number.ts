/** Numbers for people. */

/** `1234567.5` as `1,234,567.5`. */
export function groupThousands(digits: string): string {
	const [, sign = '', whole = '', rest = ''] = /^(-?)(\d+)(.*)$/.exec(digits) ?? []
	return whole === '' ? digits : `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${rest}`
}

/** Numbers of one column or row with as many decimals as the longest needs, at most `most`, so that their points align. */
export function withDecimals(values: readonly (bigint | number)[], most: number): string[] {
	const decimals = Math.max(0, ...values.map(value => neededDecimals(value, most)))
	return values.map(value => {
		if (typeof value === 'bigint')
			return groupThousands(`${value}${decimals > 0 ? `.${'0'.repeat(decimals)}` : ''}`)
		// Too small or too large for its place: a rounded number would be a wrong one.
		if ((value !== 0 && Math.abs(value) < 0.5 / 10 ** most) || Math.abs(value) >= 1e15)
			return value.toPrecision(3)
		return groupThousands(value.toFixed(decimals))
	})
}

function neededDecimals(value: bigint | number, most: number): number {
	if (typeof value === 'bigint' || Math.abs(value) >= 1e15) return 0
	const [, decimals = ''] = value.toFixed(most).split('.')
	return decimals.replace(/0+$/, '').length
}

const PREFIXES = ['', 'k', 'M', 'G', 'T', 'P'] as const

/** Index of the SI prefix under which a number is at least 1, as 2 for 16,000,000. */
export function prefixOf(value: number): number {
	const index = Math.floor(Math.log10(Math.abs(value)) / 3 + 1e-9)
	return Math.min(Math.max(0, Number.isFinite(index) ? index : 0), PREFIXES.length - 1)
}

/**
 * Numbers with SI prefixes: all under the same one, given back apart, so that they can be compared; each with its own
 * where they are too far from each other.
 */
export function scale(values: readonly number[]): {texts: string[]; prefix: string} {
	const sizes = values.filter(value => value !== 0).map(prefixOf)
	const largest = Math.max(0, ...sizes)
	const smallest = Math.min(largest, ...sizes)
	if (largest - smallest > 1) return {texts: values.map(scaleAlone), prefix: ''}
	return {
		texts: withDecimals(
			values.map(value => value / 1000 ** largest),
			3,
		),
		prefix: PREFIXES[largest] ?? '',
	}
}

/** With two decimals and the place of a prefix, so that numbers of different sizes stand below each other. */
function scaleAlone(value: number): string {
	if (value === 0) return `0${' '.repeat(5)}`
	const size = prefixOf(value)
	return `${groupThousands((value / 1000 ** size).toFixed(2))} ${PREFIXES[size] || ' '}`
}

const STEPS: readonly (readonly [name: string, seconds: number])[] = [
	['d', 86_400],
	['h', 3600],
	['m', 60],
	['s', 1],
]

/** Seconds in the two largest units: `3d 4h`, `5m 3s`, `12s`. */
export function formatDuration(seconds: number): string {
	let left = Math.round(Math.abs(seconds))
	const first = STEPS.findIndex(([, size]) => left >= size)
	if (first < 0) return '0s'
	const parts = STEPS.slice(first, first + 2).map(([name, size]) => {
		const count = Math.floor(left / size)
		left -= count * size
		return count === 0 ? '' : `${groupThousands(String(count))}${name}`
	})
	return `${seconds < 0 ? '-' : ''}${parts.join(' ').trim()}`
}
