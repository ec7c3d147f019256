import fs from 'node:fs'
import {ConfigError} from '../errors.ts'

/** Far more than any password or token; whatever is longer is the wrong file. */
const LONGEST = 65_536
const NAME = 'Name a file that holds the secret in one line, and nothing else'

/**
 * Reads a secret from a file. Throws `ConfigError` where it is missing, empty, or (unless that is accepted) readable by
 * others or writable by the group; reading by the group is fine, since `telegraf` may need it. Symbolic links are
 * followed, and `~/` is the home, for no shell has replaced it in a file. Exactly one newline at the end is not part of
 * the secret.
 */
export function readSecretFile(name: string, acceptUnsafe: boolean, home: string | undefined): string {
	const file = home === undefined ? name : name.replace(/^~(?=\/)/, () => home)
	let fd: number
	try {
		fd = fs.openSync(file, 'r')
	} catch (cause) {
		const hint = 'Check that it is there and that the user who runs linestat may read it'
		throw new ConfigError(`Cannot open the secret file ${file}`, {cause, hint})
	}
	try {
		const stat = fs.fstatSync(fd)
		if (stat.isDirectory()) throw new ConfigError(`The secret file ${file} is a folder`, {hint: NAME})
		const unsafe = stat.mode & 0o027
		if (unsafe !== 0 && !acceptUnsafe) throw unsafeError(file, stat.mode)
		return toSecret(readUpTo(fd, LONGEST + 1), file)
	} finally {
		fs.closeSync(fd)
	}
}

function unsafeError(file: string, mode: number): ConfigError {
	const others = (mode & 0o007) !== 0
	const what = others ? 'open to every user' : 'writable by its group'
	const change = [...((mode & 0o020) === 0 ? [] : ['g-w']), ...(others ? ['o='] : [])]
	return new ConfigError(`The secret file ${file} is ${what} (mode ${(mode & 0o777).toString(8)})`, {
		hint: `Run: chmod ${change.join(',')} ${file}`,
	})
}

function toSecret(bytes: Uint8Array, file: string): string {
	if (bytes.length > LONGEST)
		throw new ConfigError(`The secret file ${file} is longer than ${LONGEST} bytes`, {hint: NAME})
	let text: string
	try {
		text = new TextDecoder('utf-8', {fatal: true}).decode(bytes)
	} catch {
		throw new ConfigError(`The secret file ${file} is no UTF-8 text`, {hint: NAME})
	}
	const secret = text.replace(/\r?\n$/, '')
	if (secret === '') throw new ConfigError(`The secret file ${file} is empty`, {hint: NAME})
	return secret
}

/** Pipes (`--password-file <(pass show modem)`) answer in pieces. */
function readUpTo(fd: number, limit: number): Uint8Array {
	const bytes = new Uint8Array(limit)
	let length = 0
	while (length < limit) {
		const read = fs.readSync(fd, bytes, length, limit - length, null)
		if (read === 0) break
		length += read
	}
	return bytes.subarray(0, length)
}
