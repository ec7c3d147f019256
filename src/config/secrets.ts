import fs from 'node:fs'
import type {Device} from '../devices/device.ts'
import {ConfigError} from '../errors.ts'
import type {Io} from '../io.ts'
import type {Log} from '../log.ts'
import {toEnv} from './options.ts'
import {readSecretFile} from './secret-file.ts'
import {credentialNames, secretSources} from './secret-options.ts'

export interface SecretRequest {
	readonly device: Device
	/** Name of the device in the configuration file, with `--name`. */
	readonly name: string | undefined
	/** The options of `secretOptions`, from the command line or the file. */
	readonly options: Readonly<Record<string, unknown>>
	readonly io: Io
	readonly log: Log
}

/** How long a secret may be waited for. */
export interface Patience {
	/** Ends the waiting. */
	readonly signal: AbortSignal
	/** Stops the clock of the deadline while a person types. */
	pausing<T>(wait: () => Promise<T>): Promise<T>
}

export type SecretReader = (name: string, patience: Patience) => Promise<string | undefined>

/**
 * Reads the secrets of a device, each once, from the first source that has it: the file that is named, a systemd
 * credential, the environment, a person at the terminal.
 */
export function secretReader(request: SecretRequest): SecretReader {
	const known = new Map<string, Promise<string | undefined>>()
	return (name, patience) => {
		const secret = known.get(name) ?? find(name, request, patience)
		known.set(name, secret)
		return secret
	}
}

async function find(name: string, request: SecretRequest, patience: Patience): Promise<string | undefined> {
	const {device, log} = request
	if (device.secrets?.[name] === undefined) throw new Error(`${device.name} declares no secret "${name}"`)
	const found =
		(await fromFileOrVariable(name, request, patience)) ?? (await fromPerson(name, request, patience))
	if (found === undefined) {
		log.debug(`No ${device.secrets[name].help} found. ${secretSources(device.name, name)}`)
		return undefined
	}
	log.hide(found.secret)
	log.info(`The ${device.secrets[name].help} comes from ${found.source}`)
	return found.secret
}

interface Found {
	readonly secret: string
	readonly source: string
}

async function fromFileOrVariable(
	name: string,
	{device, name: entry, options, io}: SecretRequest,
	{signal}: Patience,
): Promise<Found | undefined> {
	const acceptUnsafe = options.allowUnsafePermissions === true
	const fromFile = (file: string): Found => ({
		secret: readSecretFile(file, acceptUnsafe, io.env.HOME),
		source: file,
	})

	const file = options[`${name}File`]
	if (file === '-') {
		const secret = await io.readLine(signal)
		if (secret === '')
			throw new ConfigError(`No ${device.secrets?.[name]?.help} on stdin: its first line is empty`, {
				hint: 'Write the secret into the first line, or name a file instead of -',
			})
		return {secret, source: 'stdin'}
	}
	if (typeof file === 'string') return fromFile(file)

	const folder = io.env.CREDENTIALS_DIRECTORY
	const credential = folder
		? credentialNames(device.name, name, entry)
				.map(credentialName => `${folder}/${credentialName}`)
				.find(path => fs.existsSync(path))
		: undefined
	if (credential !== undefined) return fromFile(credential)

	const variable = toEnv(name, device.name)
	const value = io.env[variable]
	if (value) return {secret: value, source: variable}
	const named = io.env[`${variable}_FILE`]
	return named ? fromFile(named) : undefined
}

/** Asks only where somebody can see the question and answer it. */
async function fromPerson(
	name: string,
	{device, name: entry, io}: SecretRequest,
	{signal, pausing}: Patience,
): Promise<Found | undefined> {
	if (!io.stdin.isTTY || !io.stderr.isTTY) return undefined
	const question = `${entry ?? device.name}: ${device.secrets?.[name]?.help}: `
	const secret = await pausing(() => io.ask(question, signal))
	return secret === '' ? undefined : {secret, source: 'the terminal'}
}
