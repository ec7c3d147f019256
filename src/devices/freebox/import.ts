import fs from 'node:fs'
import {ConfigError} from '../../errors.ts'
import type {Registration} from './credentials.ts'

/** Under which freebox-monitoring registers. */
const APP_ID = 'fr.freebox.seximonitor'

/** Reads the credentials of freebox-monitoring: an INI file with `track_id` and `app_token` in `[general]`. */
export function importRegistration(file: string): Registration {
	let content: string
	try {
		content = fs.readFileSync(file, 'utf8')
	} catch (cause) {
		throw new ConfigError(`Cannot read the credentials ${file}`, {cause})
	}
	const general = sectionOf(content, 'general')
	const [appToken, trackId] = [general.get('app_token'), general.get('track_id')]
	if (!appToken || !trackId) {
		throw new ConfigError(`${file} has no app_token and track_id under [general]`, {
			hint: 'Name the file that freebox-monitoring calls .credentials',
		})
	}
	return {appId: APP_ID, appToken, trackId, status: 'granted'}
}

function sectionOf(content: string, wanted: string): ReadonlyMap<string, string> {
	const values = new Map<string, string>()
	let section = ''
	for (const line of content.split(/\r?\n/)) {
		const [, name] = /^\s*\[([^\]]*)\]/.exec(line) ?? []
		const [, key, value] = /^\s*([^=:#;\s][^=:]*?)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? []
		if (name !== undefined) section = name.trim().toLowerCase()
		else if (section === wanted && key !== undefined && value !== undefined)
			values.set(key.toLowerCase(), value)
	}
	return values
}
