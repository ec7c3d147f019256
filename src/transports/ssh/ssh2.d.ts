/**
 * The parts of ssh2 that a client needs. The package's own entry also loads its server, key generation and HTTP agents,
 * which would cost every poll some 8 ms.
 */
declare module 'ssh2/lib/client.js' {
	import {Client} from 'ssh2'
	export = Client
}

declare module 'ssh2/lib/protocol/keyParser.js' {
	import type {ParsedKey} from 'ssh2'
	/** What cannot be parsed is returned as an error, not thrown. */
	export function parseKey(
		data: Buffer | string,
		passphrase?: Buffer | string,
	): ParsedKey | ParsedKey[] | Error
}
