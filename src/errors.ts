/**
 * How a poll ended, in one word: the field `result` of `linestat_poll` and `linestat_section`.
 * `partial` means that some sections were read and others failed.
 */
export type Result =
	| 'ok'
	| 'partial'
	| 'timeout'
	| 'unreachable'
	| 'refused'
	| 'auth'
	| 'protocol'
	| 'config'
	| 'internal'

/** Exit statuses, as README lists them. Nothing else in the program knows these numbers. */
export const ExitCode = {
	ok: 0,
	internal: 1,
	usage: 2,
	connect: 3,
	auth: 4,
	protocol: 5,
	config: 6,
	partial: 7,
	interrupted: 130,
	terminated: 143,
} as const

/** What an error carries beside its message: the cause, and what the reader should do about it. */
export interface ErrorDetails {
	cause?: unknown
	/** One sentence that says what to do, without a full stop at the end. */
	hint?: string
}

/**
 * A failure that was expected and has words for the person who must act on it. The message says what failed;
 * the cause says why; the hint says what to do. Messages never contain a secret.
 */
export abstract class LinestatError extends Error {
	/** Stated, not taken from the class, whose name the bundle shortens. */
	override readonly name: string = 'LinestatError'
	abstract readonly exitCode: number
	abstract readonly result: Result
	readonly hint: string | undefined

	constructor(message: string, {cause, hint}: ErrorDetails = {}) {
		super(message, cause === undefined ? undefined : {cause})
		this.hint = hint
	}
}

/** An option or argument is missing or wrong. Names the option and the accepted values. */
export class UsageError extends LinestatError {
	override readonly name: string = 'UsageError'
	readonly exitCode = ExitCode.usage
	readonly result = 'config'
}

/** No route, refused, closed or timed out. Names host, port, protocol and the seconds waited. */
export class ConnectError extends LinestatError {
	override readonly name: string = 'ConnectError'
	readonly exitCode = ExitCode.connect
	readonly result: 'timeout' | 'unreachable' | 'refused'

	constructor(
		message: string,
		details: ErrorDetails & {result?: 'timeout' | 'unreachable' | 'refused'} = {},
	) {
		super(message, details)
		this.result = details.result ?? 'unreachable'
	}
}

/** Login refused, token revoked, host key unknown or changed. Names the user and how to renew, never the secret. */
export class AuthError extends LinestatError {
	override readonly name: string = 'AuthError'
	readonly exitCode = ExitCode.auth
	readonly result = 'auth'
}

/** The device answered something that is not understood. Names the question and what was looked for. */
export class ParseError extends LinestatError {
	override readonly name: string = 'ParseError'
	readonly exitCode = ExitCode.protocol
	readonly result = 'protocol'
}

/**
 * A secret is missing, or a configuration, credential or state file is missing, unreadable, unsafe or wrong. Names file,
 * line and key, or where the secret may come from.
 */
export class ConfigError extends LinestatError {
	override readonly name: string = 'ConfigError'
	readonly exitCode = ExitCode.config
	readonly result = 'config'
}

/** The result word of any error; what is no LinestatError is a bug. */
export function resultOf(error: unknown): Result {
	return error instanceof LinestatError ? error.result : 'internal'
}

/** The exit status of any error; what is no LinestatError is a bug. */
export function exitCodeOf(error: unknown): number {
	return error instanceof LinestatError ? error.exitCode : ExitCode.internal
}

/** One line for people: what failed, why, what to do. */
export function describe(error: unknown): string {
	if (!(error instanceof LinestatError)) {
		const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
		return `Internal error (${text}). Please report it, with the output of the same command under --debug`
	}
	const reason = error.cause instanceof Error ? `: ${error.cause.message}` : ''
	const what = `${error.message}${reason}`
	if (error.hint === undefined) return what
	// Devices end their own words with a stop.
	return `${what}${what.endsWith('.') ? '' : '.'} ${error.hint}`
}

/** The reader of stdout went away, as `head` does: it has what it wanted. */
export function isBrokenPipe(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === 'EPIPE'
}
