import type {TcpConnection, TcpTarget} from '../../transports/tcp.ts'
import type {PollContext} from '../device.ts'
import {parseReply} from './reply.ts'
import {naming, type Source} from './source.ts'

const REPLY = {
	end: '\r\n',
	maxBytes: 1024 * 1024,
	// The two look the same from here.
	silenceHint:
		"An interface in the server's INTERFACES list does not exist there, or ifstat.py runs under Python 3",
}

/** The TCP server ifstat.py, on a connection that is kept between reads. */
export function serverSource(target: TcpTarget): Source {
	let connection: TcpConnection | undefined

	async function ask({signal}: PollContext): Promise<string> {
		if (!connection?.usable) {
			const {openTcp} = await import('../../transports/tcp.ts')
			connection = await openTcp(target, signal)
		}
		// Four bytes and no line feed, which would be the next question.
		return connection.ask('data', REPLY, signal)
	}

	return {
		async read(context) {
			const text = await context.exchange('data', () => ask(context))
			return {...naming(context.source, () => parseReply(text)), at: context.clock.monotonic()}
		},
		close() {
			connection?.close()
		},
	}
}
