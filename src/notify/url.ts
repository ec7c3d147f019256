import {UsageError} from '../errors.ts'

/** Reads the URL of a webhook. It may be a secret, so no error repeats it. */
export function httpUrl(text: string): URL {
	const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined
	if (url !== undefined && /^https?:$/.test(url.protocol)) return url
	throw new UsageError('it is no URL that begins with https:// or http://')
}

/** The header that `https://user:password@host/` stands for. */
export function loginOf({username, password}: URL): Readonly<Record<string, string>> {
	if (username === '' && password === '') return {}
	const pair = [username, password].map(decoded).join(':')
	return {authorization: `Basic ${Buffer.from(pair).toString('base64')}`}
}

/**
 * What of a URL must not be printed: all of it, its path, and whatever in it could be the secret. Servers repeat these in
 * their answers ("Cannot POST /hooks/…"), each in its way.
 */
export function secretsOf(url: URL): string[] {
	const {href, pathname, search, username, password, searchParams} = url
	const segments = pathname.split('/').filter(part => part.length >= 6 && /[\dA-Z]/.test(part))
	const parts = [href, `${pathname}${search}`, pathname, search.slice(1), username, password]
	const all = [...parts, ...segments, ...searchParams.values()]
	const spelt = all.flatMap(part => [part, decoded(part)])
	return [...new Set(spelt)].filter(part => part.length > 3)
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text)
	} catch {
		return text
	}
}
