/** Readers for one cell. What is not exactly of the form (`----`, empty, half a number) is no value: undefined. */

const UINT32 = 2n ** 32n

/**
 * A counter. The firmware prints 32-bit counters signed, so that one beyond 2^31 is negative; -1 and 2^32-1 stand for
 * "no value".
 */
export function counter(cell: string | undefined): bigint | undefined {
	if (cell === undefined || !/^-?\d{1,20}$/.test(cell)) return undefined
	const value = BigInt(cell)
	if (value === -1n || value === UINT32 - 1n) return undefined
	if (value >= 0n) return value
	return value >= -(UINT32 / 2n) ? value + UINT32 : undefined
}

/** A whole number that cannot be negative. */
export function whole(cell: string | undefined): bigint | undefined {
	return cell !== undefined && /^\d{1,18}$/.test(cell) ? BigInt(cell) : undefined
}

/** A setting that is on or off: `1`, `0`, `ON`, `OFF`. */
export function flag(cell: string | undefined): boolean | undefined {
	const word = cell?.toLowerCase()
	if (word === '1' || word === 'on') return true
	return word === '0' || word === 'off' ? false : undefined
}

/**
 * Decibels, with or without their unit. Numbers with tenths come broken: integer part and tenths are printed one by one,
 * each with its own sign and padding, so that `14. 4` is 14.4, `-4.-8` is -4.8 and `0.-7` is -0.7.
 */
export function decibels(cell: string | undefined): number | undefined {
	const match = /^(-{0,2})(\d{1,3})(?:\.[ ]*(-{0,2})(\d{1,2}))?(?:\s*dBm?)?$/i.exec(cell?.trim() ?? '')
	if (match === null) return undefined
	const [, sign = '', integer = '', inner = '', tenths = '0'] = match
	const size = Number(`${integer}.${tenths}`)
	return sign === '' && inner === '' ? size : 0 - size
}

/** A rate in bit/s. Its unit must be there: telnet prints bps, DrayOS 5 kbps in two spellings. */
export function rate(cell: string | undefined): bigint | undefined {
	const match = /^(\d{1,12})\s*(k?)bps$/i.exec(cell?.trim() ?? '')
	if (match?.[1] === undefined) return undefined
	return BigInt(match[1]) * (match[2] === '' ? 1n : 1000n)
}

/** Seconds of `hours:minutes:seconds`; hours do not wrap into days, parts may have one digit. */
export function clockTime(cell: string | undefined): bigint | undefined {
	const match = /^(\d{1,9}):(\d{1,2}):(\d{1,2})$/.exec(cell?.trim() ?? '')
	if (match === null) return undefined
	const [hours = 0n, minutes = 0n, seconds = 0n] = match.slice(1).map(BigInt)
	return minutes < 60n && seconds < 60n ? hours * 3600n + minutes * 60n + seconds : undefined
}

const SECONDS: Readonly<Record<string, bigint>> = {d: 86_400n, h: 3600n, m: 60n, s: 1n}

/** Seconds of `1d 2h 3m 4s`, the units also spelled out; any part may be missing. */
export function unitTime(cell: string | undefined): bigint | undefined {
	const text = cell?.trim().toLowerCase() ?? ''
	if (!/^(\d{1,9}\s*(d|h|m|s)[a-z]*[\s,:]*)+$/.test(text)) return undefined
	const parts = text.matchAll(/(\d+)\s*([dhms])/g)
	return parts.reduce((sum, [, count = '0', unit = 's']) => sum + BigInt(count) * (SECONDS[unit] ?? 0n), 0n)
}
