import {createSocket} from 'node:dgram'
import {once} from 'node:events'

export interface UdpServer extends AsyncDisposable {
	readonly port: number
	/** Everything that was asked. */
	readonly questions: Buffer[]
}

/** A server on loopback; `answer` gives the datagrams for the question of this number, none to lose it. */
export async function startUdp(answer: (question: Buffer, count: number) => Buffer[]): Promise<UdpServer> {
	const socket = createSocket('udp4')
	const questions: Buffer[] = []
	socket.on('message', (question, {port, address}) => {
		questions.push(question)
		for (const one of answer(question, questions.length)) socket.send(one, port, address)
	})
	socket.bind(0, '127.0.0.1')
	await once(socket, 'listening')
	return {
		port: socket.address().port,
		questions,
		async [Symbol.asyncDispose]() {
			socket.close()
		},
	}
}

/** NAT-PMP's answer to the question for the external address (RFC 6886, 3.2). */
export function natPmpAnswer(address: string, result = 0): Buffer {
	const head = Buffer.from([0, 128, result >> 8, result & 255, 0, 0, 0x1c, 0x20])
	return Buffer.concat([head, Buffer.from(address.split('.').map(Number))])
}

/** A STUN server's answer (RFC 8489), with a SOFTWARE attribute of odd length before the address. */
export function stunAnswer(question: Buffer, address: string, port = 50_000): Buffer {
	const software = Buffer.concat([Buffer.from([0x80, 0x22, 0, 5]), Buffer.from('stund\0\0\0')])
	const mapped = Buffer.from([0, 0x20, 0, 8, 0, 1, 0, 0, 0, 0, 0, 0])
	mapped.writeUInt16BE(port ^ 0x2112, 6)
	const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number)
	Buffer.from([a ^ 0x21, b ^ 0x12, c ^ 0xa4, d ^ 0x42]).copy(mapped, 8)
	const head = Buffer.from([1, 1, 0, software.length + mapped.length])
	return Buffer.concat([head, question.subarray(4, 20), software, mapped])
}

/** A name server's answer: one A record, or with `address` undefined the word that there is no such name. */
export function dnsAnswer(question: Buffer, address: string | undefined): Buffer {
	return nameAnswer(question, address === undefined ? undefined : [1, ...address.split('.').map(Number)])
}

/** A name server's answer: one SRV record, of which only the port is of use. */
export function srvAnswer(question: Buffer, port: number): Buffer {
	const target = [3, ...Buffer.from('box'), 0]
	return nameAnswer(question, [33, 0, 0, 0, 0, port >> 8, port & 255, ...target])
}

/** `record`: its type, then its data. */
function nameAnswer(question: Buffer, record: readonly number[] | undefined): Buffer {
	const answer = Buffer.from(question)
	// Response, recursion desired and available; NXDOMAIN.
	answer.writeUInt16BE(record === undefined ? 0x8183 : 0x8180, 2)
	// No additional records.
	answer.writeUInt16BE(0, 10)
	const end = question.indexOf(0, 12) + 5
	if (record === undefined) return answer.subarray(0, end)
	answer.writeUInt16BE(1, 6)
	const [type = 0, ...data] = record
	const head = [0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, data.length]
	return Buffer.concat([answer.subarray(0, end), Buffer.from([...head, ...data])])
}

/**
 * A PCP server's answer to a MAP request (RFC 6887, 11.1): the request's nonce, an external port, the address. `result` 12
 * where the request names another address of the asker than the one it came from.
 */
export function pcpAnswer(question: Buffer, external: string, result = 0): Buffer {
	const answer = Buffer.from(question)
	answer.writeUInt8(0x81, 1)
	const own = question.subarray(20, 24).join('.')
	const isMap = question.length === 60 && question[0] === 2 && question[1] === 1
	answer.writeUInt8(!isMap ? 3 : own === '127.0.0.1' ? result : 12, 3)
	answer.writeUInt32BE(7200, 8)
	answer.writeUInt16BE(40_009, 42)
	Buffer.from([...Array(10).fill(0), 255, 255, ...external.split('.').map(Number)]).copy(answer, 44)
	return answer
}
