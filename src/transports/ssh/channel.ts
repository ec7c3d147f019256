import {Duplex} from 'node:stream'
import type {ClientChannel} from 'ssh2'
import type {LoggedIn} from './connection.ts'

/**
 * A channel as an ordinary stream. ssh2's own ends without an error when the connection is lost, takes no error in
 * `destroy`, and stands still when nobody reads its stderr.
 */
export function duplexOf(session: LoggedIn, channel: ClientChannel): Duplex {
	const stream = new Duplex({
		read() {
			channel.resume()
		},
		write(chunk: Buffer, _encoding, done) {
			channel.write(chunk, error => done(error ?? null))
		},
		final(done) {
			channel.end()
			done()
		},
		destroy(error, done) {
			forget()
			channel.close()
			done(error)
		},
	})
	const forget = session.onFailure(error => stream.destroy(error as Error))
	// Between two questions nobody may be listening, and an error that nobody takes would end the process.
	stream.on('error', () => {})
	channel.stderr.resume()
	channel.on('data', (chunk: Buffer) => {
		if (!stream.push(chunk)) channel.pause()
	})
	channel.on('end', () => stream.push(null))
	// A device that closes its side will not read any more either.
	channel.on('close', () => stream.end())
	return stream
}
