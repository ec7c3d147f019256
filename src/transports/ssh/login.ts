import fs from 'node:fs'
import path from 'node:path'
import type {AnyAuthMethod, AuthHandlerMiddleware, ParsedKey} from 'ssh2'
import {AuthError, ConfigError} from '../../errors.ts'
import {expandHome} from './home.ts'
import type {SshHost} from './host.ts'
import {DEFAULT_IDENTITIES, LockedKeyError, readIdentity} from './identity.ts'
import {answerPrompts} from './keyboard-interactive.ts'
import type {SshOptions} from './options.ts'
import type {SshContext} from './types.ts'

/** How to log in to one host: what there is to offer, and what became of it. */
interface Login {
	readonly host: SshHost
	readonly agent: string | undefined
	/** Keys that the user named with an option, already read. */
	readonly keys: readonly ParsedKey[]
	/** Key files of `~/.ssh/config`, or those that are tried where none is named. */
	readonly files: readonly string[]
	readonly context: SshContext
	/** Ends the connection with this error. */
	readonly giveUp: (error: unknown) => void
	/** What was there and could not be used, for the message. */
	readonly unusable: ConfigError[]
	/** Methods tried, in their order. */
	readonly tried: Set<string>
	/** Methods that the server said it accepts; undefined until it refused something. */
	offered: readonly string[] | undefined
}

/**
 * Prepares a login in OpenSSH's order: keys that were named, the agent's, the usual files, then the password. Reads the
 * keys that were named, so that a wrong one is told before anything is sent. Returns the function that ssh2 asks for the
 * next attempt; when none is left, it calls `giveUp` with what to tell.
 */
export async function prepareLogin(
	host: SshHost,
	options: SshOptions,
	context: SshContext,
): Promise<(giveUp: (error: unknown) => void) => AuthHandlerMiddleware> {
	const agent = context.env.SSH_AUTH_SOCK || undefined
	const unusable: ConfigError[] = []
	const keys: ParsedKey[] = []
	for (const file of options.identityFile.map(name => expandHome(name, host.home))) {
		try {
			keys.push(await readIdentity(file, () => context.secret('passphrase')))
		} catch (error) {
			if (!(error instanceof LockedKeyError) || agent === undefined) throw error
			unusable.push(error)
		}
	}
	const usual =
		host.home === undefined ? [] : DEFAULT_IDENTITIES.map(name => path.join(host.home ?? '', '.ssh', name))
	const files =
		options.identityFile.length > 0 ? [] : (host.identityFiles ?? usual).filter(file => fs.existsSync(file))
	return giveUp =>
		authHandler({host, agent, keys, files, context, giveUp, unusable, tried: new Set(), offered: undefined})
}

function authHandler(login: Login): AuthHandlerMiddleware {
	let left = attempts(login)
	return (methods, partialSuccess, next) => {
		// ssh2 passes null before the first attempt.
		if (Array.isArray(methods)) login.offered = methods
		// One factor of several was accepted: what was refused before may be what is asked for now.
		if (partialSuccess) left = attempts(login)
		left.next().then(({value: attempt}) => {
			if (attempt === undefined) return login.giveUp(refused(login))
			if (attempt.type !== 'none') login.tried.add(attempt.type === 'agent' ? 'publickey' : attempt.type)
			next(attempt)
		}, login.giveUp)
	}
}

/** What to offer, one after the other; each step looks at what the server has answered to the step before. */
async function* attempts(login: Login): AsyncGenerator<AnyAuthMethod, undefined> {
	const {host, agent, keys, files, context, unusable} = login
	const username = host.user
	const accepts = (method: string) => login.offered?.includes(method) ?? true

	for (const key of keys) if (accepts('publickey')) yield {type: 'publickey', username, key}
	// ssh2 offers all keys of an agent without a look at what the server accepts, and servers count refusals.
	if (agent !== undefined && login.offered === undefined) yield {type: 'none', username}
	if (agent !== undefined && accepts('publickey')) yield {type: 'agent', username, agent}
	for (const file of files) {
		if (!accepts('publickey')) break
		try {
			const key = await readIdentity(file, () => context.secret('passphrase'))
			yield {type: 'publickey', username, key}
		} catch (error) {
			if (!(error instanceof ConfigError)) throw error
			unusable.push(error)
		}
	}

	const password =
		accepts('password') || accepts('keyboard-interactive') ? await context.secret('password') : undefined
	if (password !== undefined) {
		if (accepts('password')) yield {type: 'password', username, password}
		// A server that accepts passwords has just refused this one: asked again it would count a second failure.
		if (accepts('keyboard-interactive') && !login.offered?.includes('password')) {
			const prompt = answerPrompts(password, host.place, login.giveUp)
			yield {type: 'keyboard-interactive', username, prompt}
		}
	}
	// Some devices ask for the login behind the connection; and a refusal says what a server accepts.
	if (login.offered === undefined) yield {type: 'none', username}
	return undefined
}

/** All was tried: what was refused, what the device accepts, and what could not be used. Without a secret nothing was. */
function refused({host, offered, unusable, tried}: Login): AuthError | ConfigError {
	const accepts = offered === undefined ? '' : `; it accepts ${offered.join(', ') || 'nothing else'}`
	const leftOut = unusable.map(({message}) => `. ${message}`).join('')
	if (tried.size === 0) {
		return new ConfigError(
			`No key and no password for the login of "${host.user}" on ${host.place}${accepts}${leftOut}`,
			{
				hint: unusable[0]?.hint ?? 'Give --identity-file or --password-file',
			},
		)
	}
	const methods = [...tried].join(', ')
	return new AuthError(
		`${host.place} refused the login of "${host.user}" by ${methods}${accepts}${leftOut}`,
		{
			hint: unusable[0]?.hint ?? 'Check the user name, and the key or password file',
		},
	)
}
