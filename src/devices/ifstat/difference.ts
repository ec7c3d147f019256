const BITS_32 = 1n << 32n
const BITS_64 = 1n << 64n

/**
 * What a counter grew by; undefined where it was reset. Counters print as 64 bit but can be narrower (drivers of 32-bit
 * kernels), so one that went down has wrapped at 2^32 or 2^64, provided that the growth is possible: at most `limit`, or
 * without a limit less than 10 % of the range, as netdata has it.
 */
export function difference(previous: bigint, current: bigint, limit?: bigint): bigint | undefined {
	if (current >= previous) return current - previous
	const range = previous < BITS_32 ? BITS_32 : BITS_64
	const wrapped = current + range - previous
	const possible = limit === undefined ? wrapped * 10n < range : wrapped <= limit
	return possible ? wrapped : undefined
}

/** Bytes that a link can carry in that time, with a quarter to spare. */
export function byteLimit(speedMbit: number, seconds: number): bigint {
	return BigInt(Math.floor((1.25 * speedMbit * 1_000_000 * seconds) / 8))
}

/** Bytes of the smallest Ethernet frame without its checksum: no link carries more packets than bytes / 60. */
export const SMALLEST_PACKET = 60n
