/** Readers for one value. What is not exactly of the form (`N/A`, `--`, empty, half a number) is no value: undefined. */

const NUMBER = /^(-?)\s*(\d{1,9}(?:\.\d+)?)(?:\s*([a-z/]+))?$/i

/** A measured quantity with or without its unit, as `6.4 dB`, `14.2 dBm`, `- 2.6` or `55.0 symbols`. */
export function quantity(cell: string | undefined): number | undefined {
	const match = NUMBER.exec(cell?.trim() ?? '')
	if (match === null) return undefined
	const [, sign, size = ''] = match
	return sign === '-' ? 0 - Number(size) : Number(size)
}

/** A quantity that the device writes in tenths of its unit. */
export function tenths(cell: string | undefined): number | undefined {
	const value = quantity(cell)
	return value === undefined ? undefined : value / 10
}

/** A quantity per band, as `4.4,22.9,N/A`; an unused band has none. */
export function perBand(cell: string | undefined): readonly (number | undefined)[] {
	return (cell?.trim() ?? '').split(/\s*,\s*|\s+/).map(quantity)
}

/** A counter, or another whole number that cannot be negative. */
export function whole(cell: string | undefined): bigint | undefined {
	const text = cell?.trim() ?? ''
	return /^\d{1,19}$/.test(text) ? BigInt(text) : undefined
}

/** Bit/s of a rate; one without a unit is in kbit/s. Prefixes are powers of 1000. */
export function rate(cell: string | undefined): bigint | undefined {
	const match = /^(\d{1,12})(?:\.(\d{1,9}))?(?:\s*([kmg]?)(?:bps|bits?\/s|b\/s))?$/i.exec(cell?.trim() ?? '')
	if (match === null) return undefined
	const [, integer = '', fraction = '', prefix = 'k'] = match
	const factor = {k: 1_000n, m: 1_000_000n, g: 1_000_000_000n}[prefix.toLowerCase()] ?? 1n
	const billionths = BigInt(integer + fraction.padEnd(9, '0')) * factor
	return (billionths + 500_000_000n) / 1_000_000_000n
}

const SECONDS: Readonly<Record<string, bigint>> = {d: 86_400n, h: 3600n, m: 60n, s: 1n}

/** Seconds of `175147`, `1d 2h 3m 4s`, `2 days 41 min 49 sec`, `1 day: 4 hours: 28 minutes` or `12:43:02`. */
export function elapsed(cell: string | undefined): bigint | undefined {
	const text = cell?.trim().toLowerCase() ?? ''
	const clock = /^(\d{1,6}):([0-5]?\d):([0-5]?\d)$/.exec(text)
	if (clock !== null) {
		const [hours = 0n, minutes = 0n, seconds = 0n] = clock.slice(1).map(BigInt)
		return hours * 3600n + minutes * 60n + seconds
	}
	if (!/^(\d{1,9}\s*(d(ays?)?|h(ours?)?|m(in(ute)?s?)?|s(ec(ond)?s?)?)[\s,:]*)+$/.test(text))
		return whole(text)
	const parts = text.matchAll(/(\d+)\s*([dhms])/g)
	return parts.reduce((sum, [, count = '0', unit = 's']) => sum + BigInt(count) * (SECONDS[unit] ?? 0n), 0n)
}
