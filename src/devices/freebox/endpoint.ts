import {UsageError} from '../../errors.ts'
import {type Origin, parseOrigin} from '../../transports/origin.ts'

/** The name under which every box answers in its own network. */
export const DEFAULT_ENDPOINT: Origin = {protocol: 'https:', host: 'mafreebox.freebox.fr', port: 443}

/** Names in the certificate of every box, which it has in its own network. */
export const BOX_NAMES: readonly string[] = [DEFAULT_ENDPOINT.host, 'myiliadbox.iliad.it']

/** Reads `mafreebox.freebox.fr`, `192.168.1.254:8443`, `https://box.example:8443` or `http://192.168.1.254`. */
export function endpoint(text: string): Origin {
	const origin = parseOrigin(text)
	if (origin === undefined) {
		throw new UsageError(`"${text}" is no box: use a name, an address or a URL, as https://192.168.1.254`)
	}
	return origin
}
