import {ParseError} from '../../errors.ts'
import {type Json, type JsonObject, object, parseJson} from '../../json.ts'
import {FreeboxFailure, gatewayFailure} from './failure.ts'

/** An answer as it is kept in a capture: the status of HTTP, then the body. */
export function formatAnswer(status: number, body: string): string {
	return `HTTP ${status}\n${body}`
}

/** Passwords and keys that answers carry though nobody asked for them; escaped quotes included. */
const SECRETS =
	/"(cloudinit_userdata|local_priv_key|remote_preshared_key|password|key|psk)"\s*:\s*"(?:\\.|[^"\\])*"/g

/** The body without passwords and keys, which have no business in a capture or anywhere else. */
export function withoutSecrets(body: string): string {
	return body.replace(SECRETS, '"$1":"*****"')
}

/**
 * The `result` of an answer; an answer without one is an empty list. Throws `FreeboxFailure` where the box says no, also
 * with HTTP 200; `ParseError` for anything that is no answer of the API.
 */
export function resultOf(question: string, answer: string): Json {
	const {status, value} = readAnswer(question, answer)
	if (value.success === true) return value.result ?? []
	if (value.success === false) throw new FreeboxFailure(question, status, value)
	throw new ParseError(`${question}: the answer has no "success"`)
}

/** An answer that is JSON, whatever it says. */
export function readAnswer(question: string, answer: string): {status: number; value: JsonObject} {
	const [, code, body = ''] = /^HTTP (\d+)\n(.*)$/s.exec(answer) ?? []
	const status = Number(code ?? 0)
	try {
		return {status, value: object(parseJson(body))}
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error
		const start = body.trimStart().slice(0, 20)
		const what = body.trim() === '' ? 'nothing' : start.startsWith('<') ? 'HTML' : 'no JSON'
		throw (
			gatewayFailure(question, status) ??
			new ParseError(`${question}: the box sent ${what} (HTTP ${status})`, {
				hint: 'Check that --endpoint is a Freebox',
			})
		)
	}
}
