import {randomBytes} from 'node:crypto'
import {ParseError} from '../../../../errors.ts'

const VERSION = 2
const MAP = 1
const ANSWER = 0x80
/** RFC 6887, 7.4. */
const RESULTS: Readonly<Record<number, string>> = {
	1: 'unsupported version',
	2: 'not authorized',
	3: 'malformed request',
	4: 'unsupported opcode',
	7: 'network failure: it has no address itself',
	8: 'out of resources',
	10: 'quota exceeded',
	11: 'it cannot provide an address',
	12: 'address mismatch: there is a NAT on the way to it',
}

/** One request: its nonce ties the answers to it, and lets it be taken back. */
export interface PcpRequest {
	readonly nonce: Uint8Array
	/** IPv4 address of this machine, as the router sees it. */
	readonly own: string
}

export const pcpRequest = (own: string): PcpRequest => ({nonce: randomBytes(12), own})

/**
 * PCP has no question for the address alone; what it gives out with a mapping is the way to learn it. So one for the
 * discard port, of which nothing comes through, is asked for, and taken back (`lifetime` 0) when it has told the address.
 * RFC 6887, 7.1 and 11.1.
 */
export function pcpQuestion({nonce, own}: PcpRequest, lifetime: number): Uint8Array {
	const bytes = Buffer.alloc(60)
	bytes.writeUInt8(VERSION, 0)
	bytes.writeUInt8(MAP, 1)
	bytes.writeUInt32BE(lifetime, 4)
	mapped(own).copy(bytes, 8)
	bytes.set(nonce, 24)
	bytes.writeUInt8(17, 36) // UDP
	bytes.writeUInt16BE(9, 40) // discard
	mapped('0.0.0.0').copy(bytes, 44)
	return bytes
}

/** The external address; undefined for anything that is no answer to the request. Throws where the router says no. */
export function readPcp(bytes: Uint8Array, {nonce}: PcpRequest): string | undefined {
	const [version, opcode, , result = 0] = bytes
	// A router that knows only NAT-PMP answers in that.
	if (bytes.length >= 8 && version === 0 && ((opcode ?? 0) & ANSWER) !== 0)
		throw refusal('it speaks only NAT-PMP')
	if (bytes.length < 24 || version !== VERSION || opcode !== (ANSWER | MAP)) return undefined
	if (result !== 0) throw refusal(RESULTS[result] ?? `result ${result}`)
	if (bytes.length < 60 || Buffer.compare(bytes.subarray(24, 36), nonce) !== 0) return undefined
	const [head, address] = [bytes.subarray(44, 56), bytes.subarray(56, 60)]
	return Buffer.compare(head, mapped('0.0.0.0').subarray(0, 12)) === 0 ? address.join('.') : undefined
}

const refusal = (why: string): ParseError =>
	new ParseError(`PCP tells no address: ${why}`, {
		hint: 'Switch PCP on at the router, or use nat-pmp: or another source with --public-address',
	})

/** An IPv4 address as one of IPv6 (RFC 4291, 2.5.5.2). */
const mapped = (ipv4: string): Buffer =>
	Buffer.concat([Buffer.alloc(10), Buffer.from([255, 255, ...ipv4.split('.').map(Number)])])
