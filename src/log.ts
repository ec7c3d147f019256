import type {Io} from './io.ts'

export type LogFormat = 'plain' | 'telegraf' | 'json'
export type LogLevel = 'error' | 'warn' | 'info' | 'debug'

/** Telegraf reads the level of a stderr line from these prefixes. */
const PREFIX: Readonly<Record<LogLevel, string>> = {error: 'E! ', warn: 'W! ', info: 'I! ', debug: 'D! '}
const WORD: Readonly<Record<LogLevel, string>> = {
	error: 'error',
	warn: 'warning',
	info: 'info',
	debug: 'debug',
}
const RANK: Readonly<Record<LogLevel, number>> = {error: 0, warn: 1, info: 2, debug: 3}

/** Telegraf keeps the first line of stderr and 512 bytes of it. */
const FIRST_LINE_BYTES = 512
/** With debugging on it reads lines of up to 64 KiB; a stack is far below. */
const DEBUG_LINE_BYTES = 16_384

/**
 * Messages for people and for Telegraf's log. They are kept until `flush`, because Telegraf keeps only the first line:
 * the error comes first, then all warnings in one line, then the rest in its order.
 */
export interface Log {
	/** What ended the run. */
	error(message: string): void
	/** What the run survived. Without a full stop at the end; several are joined by "; ". */
	warn(message: string): void
	info(message: string): void
	debug(message: string): void
	/** From now on this text is printed as `***` wherever it occurs. */
	hide(secret: string): void
	/** Writes everything collected so far to stderr. */
	flush(): void
}

/** A log that can be replaced while it is in use. */
export interface MovableLog extends Log {
	/** Hands everything collected so far to another log, as far as that takes it. */
	moveTo(log: Log): void
}

export interface LogEntry {
	readonly level: string
	readonly message: string
}

export interface LogOptions {
	format: LogFormat
	level: LogLevel
	/** Takes everything from `info` up, whatever goes to stderr; returns what is wrong, if something is. */
	record?: ((entries: readonly LogEntry[]) => string | undefined) | undefined
}

/** What `--log-format auto` means here. */
export function autoFormat(io: Pick<Io, 'stderr'>): LogFormat {
	return io.stderr.isTTY ? 'plain' : 'telegraf'
}

export function logFormat(asked: 'auto' | LogFormat, io: Pick<Io, 'stderr'>): LogFormat {
	return asked === 'auto' ? autoFormat(io) : asked
}

/** The level of `--debug`, `-v` and `-q`; the one that says more wins. */
export function logLevel(asked: {quiet: boolean; verbose: boolean; debug: boolean}): LogLevel {
	if (asked.debug) return 'debug'
	if (asked.verbose) return 'info'
	return asked.quiet ? 'error' : 'warn'
}

export function createLog(io: Pick<Io, 'err'>, options: LogOptions): MovableLog {
	const kept: {level: LogLevel; message: string}[] = []
	const secrets: string[] = []

	const isRecorded = (level: LogLevel) => options.record !== undefined && RANK[level] <= RANK.info
	const keep = (level: LogLevel) => (message: string) => {
		if (RANK[level] <= RANK[options.level] || isRecorded(level)) kept.push({level, message})
	}
	const hidden = (message: string) =>
		secrets.reduce((text, secret) => text.replaceAll(secret, '***'), message)
	const print = (level: LogLevel, message: string) => formatLine(level, hidden(message), options.format)
	const record = (entries: typeof kept) => {
		if (entries.length === 0) return undefined
		return options.record?.(
			entries.map(({level, message}) => ({level: WORD[level], message: hidden(message)})),
		)
	}

	return {
		error: keep('error'),
		warn: keep('warn'),
		info: keep('info'),
		debug: keep('debug'),
		hide(secret) {
			if (secret === '') return
			secrets.push(secret)
			// The longest first, so that none leaves the rest of another that begins like it.
			secrets.sort((a, b) => b.length - a.length)
		},
		moveTo(log) {
			for (const {level, message} of kept.splice(0)) log[level](message)
		},
		flush() {
			const everything = kept.splice(0)
			const problem = record(everything.filter(({level}) => isRecorded(level)))
			if (problem !== undefined) everything.push({level: 'warn', message: problem})
			const all = everything.filter(({level}) => RANK[level] <= RANK[options.level])
			const errors = all.filter(({level}) => level === 'error')
			const warnings = all.filter(({level}) => level === 'warn')
			const rest = all.filter(({level}) => RANK[level] > RANK.warn)
			const lines = errors.map(({message}) => print('error', message))
			if (warnings.length > 0) lines.push(print('warn', warnings.map(({message}) => message).join('; ')))
			lines.push(...rest.map(({level, message}) => print(level, message)))
			if (lines.length > 0) io.err(lines.join(''))
		},
	}
}

/** One line of printable ASCII, at most 512 bytes (more for debugging), with its line feed. */
function formatLine(level: LogLevel, message: string, format: LogFormat): string {
	const text = asciiLine(message)
	if (format === 'json') return `${JSON.stringify({level: WORD[level], message: text})}\n`
	const line = format === 'telegraf' ? `${PREFIX[level]}${text}` : `linestat: ${WORD[level]}: ${text}`
	const whole = /[.?!]$/.test(line) || level === 'debug' ? line : `${line}.`
	const most = level === 'debug' ? DEBUG_LINE_BYTES : FIRST_LINE_BYTES
	return whole.length < most ? `${whole}\n` : `${whole.slice(0, most - 4)}...\n`
}

function asciiLine(message: string): string {
	return message
		.toWellFormed()
		.replace(/\s+/gu, ' ')
		.replace(/[^\u0020-\u007e]/gu, character => `\\u{${character.codePointAt(0)?.toString(16)}}`)
		.trim()
}
