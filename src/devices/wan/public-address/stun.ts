import {randomBytes} from 'node:crypto'

const HEADER = 20
const COOKIE = 0x2112_a442
const XOR_MAPPED_ADDRESS = 0x0020

/** A Binding request of RFC 8489 with a new transaction, without attributes. */
export function stunQuestion(): Uint8Array {
	return Buffer.concat([Buffer.from('000100002112a442', 'hex'), randomBytes(12)])
}

/** The address from which the question came; undefined for anything that is no answer to it, or of IPv6. */
export function readStun(bytes: Uint8Array, question: Uint8Array): string | undefined {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
	if (bytes.length < HEADER || view.getUint16(0) !== 0x0101) return undefined
	if (Buffer.compare(bytes.subarray(4, HEADER), question.subarray(4, HEADER)) !== 0) return undefined
	for (let at = HEADER; at + 12 <= bytes.length; ) {
		const length = view.getUint16(at + 2)
		if (view.getUint16(at) === XOR_MAPPED_ADDRESS && length === 8 && view.getUint8(at + 5) === 1) {
			const value = (view.getUint32(at + 8) ^ COOKIE) >>> 0
			return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255].join('.')
		}
		// Attributes are padded to four bytes.
		at += 4 + ((length + 3) & ~3)
	}
	return undefined
}
