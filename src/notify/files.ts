import type {Given, Layer} from '../config/resolve.ts'
import {readSecretFile} from '../config/secret-file.ts'
import {ConfigError} from '../errors.ts'
import {readAuthorities} from '../transports/authorities.ts'
import {notifySection} from './options.ts'
import {httpUrl} from './url.ts'

/** Reads a secret of a target from its file. */
export const readSecret = (file: string, home: string | undefined): string =>
	readSecretFile(file, false, home)

/** Reads a URL that is a secret from its file. */
export function readUrl(file: string, home: string | undefined): URL {
	const text = readSecret(file, home)
	try {
		return httpUrl(text)
	} catch (cause) {
		throw new ConfigError(`What stands in ${file} cannot be used`, {cause})
	}
}

const READERS = {
	urlFile: readUrl,
	tokenFile: readSecret,
	caFile: readAuthorities,
} as const

/** Reads every file that a target names; where one cannot be used, calls back with the place that names it. */
export function checkFiles(
	layer: Layer,
	home: string | undefined,
	report: (origin: string, error: unknown) => void,
): string[] {
	const {options} = notifySection
	const files: string[] = []
	for (const [key, read] of Object.entries(READERS)) {
		const given: Given | undefined = layer(key, options[key as keyof typeof READERS])
		if (typeof given?.value !== 'string') continue
		files.push(given.value)
		try {
			read(given.value, home)
		} catch (error) {
			report(given.origin, error)
		}
	}
	return files
}
