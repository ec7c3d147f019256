/** Networks whose addresses are not reachable from the internet: RFC 6598 (shared by the provider) and RFC 1918. */
const NOT_PUBLIC: readonly (readonly [network: number, bits: number])[] = [
	[ipv4(100, 64, 0, 0), 10],
	[ipv4(10, 0, 0, 0), 8],
	[ipv4(172, 16, 0, 0), 12],
	[ipv4(192, 168, 0, 0), 16],
]

/**
 * Whether a WAN address is one that the provider translates: RFC 6598, or private, or another than the public address
 * where that is known. Undefined for anything that is no IPv4 address.
 */
export function isCgnat(address: string, publicAddress?: string): boolean | undefined {
	const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)
	if (match === null) return undefined
	const [a = 0, b = 0, c = 0, d = 0] = match.slice(1).map(Number)
	if (Math.max(a, b, c, d) > 255) return undefined
	const value = ipv4(a, b, c, d)
	if (NOT_PUBLIC.some(([network, bits]) => value >>> (32 - bits) === network >>> (32 - bits))) return true
	return publicAddress !== undefined && publicAddress !== address
}

function ipv4(a: number, b: number, c: number, d: number): number {
	return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0
}
