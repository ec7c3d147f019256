import {ParseError} from '../../../errors.ts'
import {object, parseJson, text} from '../../../json.ts'
import {openHttp} from '../../../transports/http.ts'
import {isAddress, parseOrigin} from '../../../transports/origin.ts'

/** What a server of the user answers: the text itself, or what its JSON has under `key`. */
export async function askUrl(
	{url, key}: {readonly url: string; readonly key?: string},
	signal: AbortSignal,
): Promise<string> {
	const {origin: text, host, pathname, search} = new URL(url)
	const origin = parseOrigin(text)
	if (origin === undefined) throw new ParseError(`${host} is no server (--public-address)`)
	const client = await openHttp({
		...origin,
		signal,
		concurrency: 1,
		maxBytes: 65_536,
		trust: {names: [origin.host]},
		...(isAddress(origin.host) ? {} : {servername: origin.host}),
	})
	try {
		const {status, body} = await client.request({method: 'GET', path: `${pathname}${search}`})
		if (status !== 200) throw new ParseError(`${host} answers HTTP ${status} (--public-address)`)
		return key === undefined ? body : fieldOf(body, key)
	} finally {
		client.close()
	}
}

function fieldOf(body: string, key: string): string {
	try {
		return text(object(parseJson(body))[key]) ?? ''
	} catch (error) {
		if (error instanceof SyntaxError) return body
		throw error
	}
}
