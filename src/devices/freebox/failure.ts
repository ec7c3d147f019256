import {AuthError, ConnectError, type ErrorDetails, LinestatError, ParseError} from '../../errors.ts'
import {type JsonObject, object, text} from '../../json.ts'

/** Words for the failures of the login, and what to do. */
const LOGIN: Readonly<Record<string, readonly [message: string, hint: string]>> = {
	auth_required: ['The box ended the session again and again', 'Try again later'],
	invalid_session: ['The box ended the session again and again', 'Try again later'],
	invalid_token: [
		'The box does not accept the registration: it was revoked, or is of another box',
		'Run linestat freebox register --force',
	],
	pending_token: ['The registration has not been accepted yet', 'Press > on the front of the box'],
	denied_from_external_ip: ['The box takes registrations only from its own network', 'Register at home'],
	ratelimited: ['The box refuses logins after too many failures', 'Wait some minutes, then register again'],
	new_apps_denied: [
		'The box takes no new applications',
		'Allow them in Freebox OS: settings, access management (Gestion des acces)',
	],
	apps_denied: [
		'The box lets no application in',
		'Allow it in Freebox OS: settings, access management (Gestion des acces)',
	],
}

/** Codes that say that this box, or this version, does not have what was asked for. */
const ABSENT = ['nodev', 'noent', 'not_found', 'unsupp', 'bad_port', 'nohost']

/** An answer of the box that says no. */
export class FreeboxFailure extends LinestatError {
	readonly exitCode: number
	readonly result: 'auth' | 'protocol' | 'unreachable'
	/** The box's own word, as `nodev`; empty where it gave none. */
	readonly code: string
	/** For the next try to log in. */
	readonly challenge: string | undefined
	/** What the application may not do, as `calls`. */
	readonly missingRight: string | undefined
	/** HTTP status. */
	readonly status: number

	constructor(question: string, status: number, answer: JsonObject) {
		const code = text(answer.error_code) ?? ''
		const [message, hint] = LOGIN[code] ?? [`${question}: ${reasonOf(status, answer)}`]
		const details: ErrorDetails = hint === undefined ? {} : {hint}
		super(message, details)
		this.code = code
		this.status = status
		this.challenge = text(object(answer.result).challenge)
		this.missingRight = code === 'insufficient_rights' ? (text(answer.missing_right) ?? 'unknown') : undefined
		const kind = code in LOGIN || this.missingRight !== undefined ? new AuthError('') : new ParseError('')
		this.exitCode = kind.exitCode
		this.result = kind.result
	}

	/** Whether the session is the reason. */
	get needsLogin(): boolean {
		return this.code === 'auth_required' || this.code === 'invalid_session'
	}

	/** Whether the box has no such thing. */
	get isAbsence(): boolean {
		return ABSENT.includes(this.code) || (this.code === 'invalid_request' && this.status === 404)
	}
}

function reasonOf(status: number, answer: JsonObject): string {
	const code = text(answer.error_code)
	const message = text(answer.msg)
	if (code === undefined) return message ?? `the box says no (HTTP ${status})`
	return message === undefined ? code : `${code} (${message})`
}

/** A status of nginx for a box whose inside does not answer. */
export function gatewayFailure(question: string, status: number): ConnectError | undefined {
	return status >= 500
		? new ConnectError(`${question}: HTTP ${status}`, {hint: 'The box is busy or starting: try again later'})
		: undefined
}
