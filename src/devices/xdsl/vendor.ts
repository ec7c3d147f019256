const WORD = /^[\da-f]{8}$/i

/**
 * Vendor and version from a G.994.1 vendor ID as two words of eight hexadecimal digits: country (2 bytes), vendor
 * (4 letters), vendor-specific (2 bytes). Zero means that nothing was given.
 */
export function vendorId(first: string, second: string): {vendor?: string; version?: string} {
	if (!WORD.test(first) || !WORD.test(second)) return {}
	const bytes = Buffer.from(first + second, 'hex')
	const vendor = letters(bytes.subarray(2, 6))
	if (vendor !== undefined) return {vendor, ...versionOf(vendor, bytes.readUInt8(6), bytes.readUInt8(7))}
	// Old ADSL firmware leaves out country and version, and keeps the letters in the low halves of both words.
	const old = letters(Buffer.concat([bytes.subarray(2, 4), bytes.subarray(6, 8)]))
	return old === undefined || bytes.readUInt16BE(0) !== 0 || bytes.readUInt16BE(4) !== 0 ? {} : {vendor: old}
}

function letters(bytes: Buffer): string | undefined {
	const text = bytes.toString('latin1')
	return /^[A-Z][A-Z0-9]{2}[A-Z0-9 ]$/.test(text) ? text.trimEnd() : undefined
}

/** The last two bytes are the vendor's own; Broadcom and Infineon (Lantiq) are known to pack a version into them. */
function versionOf(vendor: string, high: number, low: number): {version?: string} {
	if (high === 0 && low === 0) return {}
	if (vendor === 'BDCM') {
		return {version: `${high >> 4}.${((high & 15) << 1) + (low >> 7)}.${low & 127}`}
	}
	if (vendor === 'IFTN') return {version: `${high >> 4}.${high & 15}.${low >> 4}.${low & 15}`}
	return {version: Buffer.of(high, low).toString('hex')}
}
