import fs from 'node:fs'
import path from 'node:path'
import {makeFolder} from '../../config/make-folder.ts'
import {ConfigError} from '../../errors.ts'
import {type KnownHost, parseKnownHosts} from './known-hosts.ts'

const SYSTEM_FILES = ['/etc/ssh/ssh_known_hosts', '/etc/ssh/ssh_known_hosts2']

/** The files that OpenSSH reads, in its order; `user` takes the place of the user's own. */
export function knownHostsFiles(home: string | undefined, user?: readonly string[]): string[] {
	const own =
		home === undefined ? [] : ['known_hosts', 'known_hosts2'].map(name => path.join(home, '.ssh', name))
	return [...(user ?? own), ...SYSTEM_FILES]
}

/** Reads known_hosts files. One that does not exist is empty; one that cannot be read is a `ConfigError`. */
export function readKnownHosts(files: readonly string[]): KnownHost[] {
	return files.flatMap(file => {
		try {
			return parseKnownHosts(fs.readFileSync(file, 'utf8'), file)
		} catch (cause) {
			if (isMissing(cause)) return []
			throw new ConfigError(`Cannot read the known host keys in ${file}`, {
				cause,
				hint: 'Make it readable for the user who runs linestat, or pin the key with --host-key',
			})
		}
	})
}

/**
 * Whether a line can be added to a file: it is writable, or can be made. With a read-only home, as in a container, or
 * without one, as under some services, keys are learned into the state folder instead.
 */
export function canLearnInto(file: string): boolean {
	for (let place = file; ; place = path.dirname(place)) {
		try {
			fs.accessSync(place, fs.constants.W_OK)
			return true
		} catch (error) {
			// A home that does not exist is not made: it would be nobody's.
			if (!isMissing(error) || place === path.dirname(path.dirname(file))) return false
		}
	}
}

/** Adds a line in one write at the end of the file, so that two processes that learn at once do not mix their lines. */
export function appendKnownHost(file: string, line: string): void {
	try {
		makeFolder(path.dirname(file))
		fs.appendFileSync(file, `${endsOpen(file) ? '\n' : ''}${line}\n`, {mode: 0o600})
	} catch (cause) {
		throw new ConfigError(`Cannot remember the host key in ${file}`, {
			cause,
			hint: 'Pin it with --host-key instead',
		})
	}
}

/** Whether the last line of a file lacks its line feed. */
function endsOpen(file: string): boolean {
	return fs.existsSync(file) && /[^\n]$/.test(fs.readFileSync(file, 'utf8'))
}

function isMissing(error: unknown): boolean {
	return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}
