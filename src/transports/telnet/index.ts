import {Telnet} from 'telnet-client'
import {connect} from '../connect.ts'
import {placeOf} from '../connect-error.ts'
import type {Wire} from '../dialogue/wire.ts'
import {TelnetSocket} from './socket.ts'

/** Opens a Telnet connection. Rejects with `ConnectError`, or with the reason of the signal. */
export async function openTelnet(host: string, port: number, signal: AbortSignal): Promise<Wire> {
	const socket = await connect(host, port, signal, new TelnetSocket())
	const telnet = new Telnet()
	const arrived = queue<string | undefined>()
	let failure: Error | undefined
	socket.on('error', error => {
		failure = error
	})
	// Of a connection that breaks telnet-client tells nobody who reads.
	socket.on('close', () => arrived.put(undefined))
	// What telnet-client would keep for its `nextData`, line by line, nobody reads.
	telnet.removeAllListeners('data').on('data', text => arrived.put(String(text)))
	telnet.on('end', () => arrived.put(undefined))
	// Without its own negotiation and login telnet-client hands on all that arrives.
	await telnet.connect({sock: socket, negotiationMandatory: false, disableLogon: true})

	return {
		peer: placeOf(host, port),
		// telnet-client's own `write` also waits for what comes next, which `receive` does.
		send: text => void socket.write(text),
		receive: arrived.take,
		failure: () => failure,
		// A Telnet server takes the end of one direction for the end of both, and drops what was typed last.
		finish() {},
		destroy: () => void telnet.destroy(),
	}
}

/** Hands on one thing after the other to one reader. */
function queue<T>(): {put(thing: T): void; take(): Promise<T>} {
	const things: T[] = []
	let waiting: ((thing: T) => void) | undefined
	return {
		put(thing) {
			if (waiting === undefined) things.push(thing)
			else waiting(thing)
			waiting = undefined
		},
		take: () =>
			new Promise(resolve => {
				const [next] = things
				if (things.length === 0) waiting = resolve
				else resolve(next as T)
				things.shift()
			}),
	}
}
