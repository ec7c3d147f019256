import {Telnet} from 'telnet-client'
import type {Wire} from '../dialogue/wire.ts'
import {connect, placeOf} from './connect.ts'
import {TelnetSocket} from './socket.ts'

/** Opens a Telnet connection. Rejects with `ConnectError`, or with the reason of the signal. */
export async function openTelnet(host: string, port: number, signal: AbortSignal): Promise<Wire> {
	const socket = new TelnetSocket(await connect(host, port, signal))
	const telnet = new Telnet()
	// Without its own negotiation and login telnet-client queues all that arrives, for `nextData`.
	await telnet.connect({sock: socket, negotiationMandatory: false, disableLogon: true})

	return {
		peer: placeOf(host, port),
		send(text) {
			// Resolves with the data that comes next, which `receive` has too; rejects where the device has gone, which it notices.
			telnet.write(text, {sendTimeout: 0}).catch(() => {})
		},
		receive: async () => (await telnet.nextData()) ?? undefined,
		failure: () => socket.failure,
		close: () => new Promise(resolve => socket.end(() => resolve())),
		destroy: () => void telnet.destroy(),
	}
}
