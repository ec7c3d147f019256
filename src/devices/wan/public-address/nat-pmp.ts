import {ParseError} from '../../../errors.ts'

/** RFC 6886, 3.2: version 0, opcode 0. */
export const natPmpQuestion = Uint8Array.of(0, 0)

const RESULTS: Readonly<Record<number, string>> = {
	1: 'unsupported version',
	2: 'not authorized',
	3: 'network failure: it has no address itself',
	4: 'out of resources',
	5: 'unsupported opcode',
}

/** The external address of a NAT; undefined for anything that is no answer. Throws where it says no. */
export function readNatPmp(bytes: Uint8Array): string | undefined {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
	if (bytes.length < 4 || view.getUint8(0) !== 0 || view.getUint8(1) !== 128) return undefined
	const result = view.getUint16(2)
	if (result !== 0) {
		throw new ParseError(`NAT-PMP tells no address: ${RESULTS[result] ?? `result ${result}`}`, {
			hint: 'Switch NAT-PMP on at the router, or name another source with --public-address',
		})
	}
	return bytes.length < 12 ? undefined : bytes.subarray(8, 12).join('.')
}
