import fs from 'node:fs'
import path from 'node:path'
import {ConfigError} from '../../errors.ts'
import {type Json, numeral, object, parseJson, text} from '../../json.ts'

/** What registering with a box left behind. */
export interface Registration {
	readonly appId: string
	/** As good as a password for the box. */
	readonly appToken: string
	/** Number of the request, to ask what became of it. */
	readonly trackId: string
	readonly status: 'pending' | 'granted' | 'denied' | 'timeout'
	/** SHA-256 fingerprint of the certificate that the box showed. */
	readonly fingerprint?: string | undefined
	readonly uid?: string | undefined
}

const FILE = 'freebox.json'

/** The file that holds the registrations, by box: the one that was named, else the first in the places for state. */
export function credentialsFile(named: string | undefined, places: readonly string[]): string | undefined {
	if (named !== undefined) return named
	return places.map(place => path.join(place, FILE)).find(isThere)
}

/** Where a new registration is written. */
export function newCredentialsFile(
	named: string | undefined,
	places: readonly string[],
	stateDir: string | undefined,
): string {
	const file =
		credentialsFile(named, places) ?? (stateDir === undefined ? undefined : path.join(stateDir, FILE))
	if (file !== undefined) return path.resolve(file)
	throw new ConfigError('There is no folder in which the registration could be kept', {
		hint: 'Name a file with --credentials or a folder with --state-dir',
	})
}

/** A file in a folder that may not be entered counts as there: that is to be told, and not to be passed over. */
function isThere(file: string): boolean {
	try {
		fs.statSync(file)
		return true
	} catch (error) {
		return codeOf(error) === 'EACCES'
	}
}

/**
 * All registrations of a file by the name of the box; none where there is no file. Throws `ConfigError` where it cannot
 * be read, others may read it, or it is no such file. Read as JSON and not through conf, which wrote it: loading conf
 * takes as long as half a poll.
 */
export function readRegistrations(file: string): ReadonlyMap<string, Registration> {
	let content: string
	try {
		const mode = fs.statSync(file).mode & 0o777
		if ((mode & 0o027) !== 0) {
			throw new ConfigError(`Others can read or write ${file} (mode ${mode.toString(8)})`, {
				hint: `Run chmod 600 ${file}`,
			})
		}
		content = fs.readFileSync(file, 'utf8')
	} catch (error) {
		if (error instanceof ConfigError) throw error
		if (codeOf(error) === 'ENOENT') return new Map()
		const hint =
			codeOf(error) === 'EACCES'
				? 'It belongs to another user: run linestat freebox register with --group, or chgrp and chmod 640 the file'
				: undefined
		throw new ConfigError(`Cannot read the registration ${file}`, {cause: error, ...(hint && {hint})})
	}
	return parseRegistrations(content, file)
}

function parseRegistrations(content: string, file: string): ReadonlyMap<string, Registration> {
	let boxes: Json
	try {
		boxes = parseJson(content)
	} catch (cause) {
		throw new ConfigError(`${file} is no file of registrations`, {
			cause,
			hint: 'Remove it and register again',
		})
	}
	const registrations = new Map<string, Registration>()
	for (const [box, entry] of Object.entries(object(boxes))) {
		const one = object(entry)
		const [appId, appToken] = [text(one.appId), text(one.appToken)]
		const trackId = text(one.trackId) ?? numeral(one.trackId)?.toString() ?? ''
		if (appId === undefined || appToken === undefined) continue
		registrations.set(box, {
			appId,
			appToken,
			trackId,
			status: statusOf(text(one.status)),
			fingerprint: text(one.fingerprint),
			uid: text(one.uid),
		})
	}
	return registrations
}

function statusOf(word: string | undefined): Registration['status'] {
	return word === 'pending' || word === 'denied' || word === 'timeout' ? word : 'granted'
}

function codeOf(error: unknown): unknown {
	return error instanceof Error && 'code' in error ? error.code : undefined
}
