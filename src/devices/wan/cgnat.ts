/** What an IPv4 address tells of how its owner is reached. */
export type AddressClass =
	| 'public'
	/** Shared by the customers of a provider (RFC 6598): carrier-grade NAT, certain. */
	| 'cgnat'
	/** RFC 1918: another NAT in front, of the provider or one's own. */
	| 'private'
	/** The customer's side of DS-Lite and 464XLAT (RFC 7335): translated by the provider, certain. */
	| 'dslite'
	/** The provider gave no address. */
	| 'linklocal'
	| 'loopback'
	| 'none'
	| 'special'

/** The first that matches counts; everything else is public, documentation networks too. */
const NETWORKS: readonly (readonly [network: number, bits: number, is: AddressClass])[] = [
	[ipv4(0, 0, 0, 0), 8, 'none'],
	[ipv4(10, 0, 0, 0), 8, 'private'],
	[ipv4(100, 64, 0, 0), 10, 'cgnat'],
	[ipv4(127, 0, 0, 0), 8, 'loopback'],
	[ipv4(169, 254, 0, 0), 16, 'linklocal'],
	[ipv4(172, 16, 0, 0), 12, 'private'],
	[ipv4(192, 0, 0, 0), 29, 'dslite'],
	[ipv4(192, 0, 0, 0), 24, 'special'],
	[ipv4(192, 168, 0, 0), 16, 'private'],
	// Multicast, reserved and broadcast.
	[ipv4(224, 0, 0, 0), 3, 'special'],
]

/** The class of an address; undefined for anything that is no IPv4 address. */
export function classOf(address: string): AddressClass | undefined {
	const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)
	if (match === null) return undefined
	const [a = 0, b = 0, c = 0, d = 0] = match.slice(1).map(Number)
	if (Math.max(a, b, c, d) > 255) return undefined
	const value = ipv4(a, b, c, d)
	const isIn = (network: number, bits: number) => value >>> (32 - bits) === network >>> (32 - bits)
	return NETWORKS.find(([network, bits]) => isIn(network, bits))?.[2] ?? 'public'
}

/**
 * Whether a WAN address is translated on its way: by the range it is in, or because another is seen from outside, where
 * that is known. Undefined for anything that is no address of a host, as 0.0.0.0 or one of IPv6.
 */
export function isCgnat(address: string, publicAddress?: string): boolean | undefined {
	const own = classOf(address)
	if (own === 'cgnat' || own === 'private' || own === 'dslite') return true
	if (own !== 'public') return undefined
	return publicAddress !== undefined && isHost(publicAddress) && publicAddress !== address
}

/** Whether it is an IPv4 address that a host can have on a network, translated or not. */
export function isHost(address: string): boolean {
	return ['public', 'cgnat', 'private', 'dslite'].includes(classOf(address) ?? '')
}

function ipv4(a: number, b: number, c: number, d: number): number {
	return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0
}
