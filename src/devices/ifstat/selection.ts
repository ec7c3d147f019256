export interface Selection {
	/** In the order of the machine. */
	readonly selected: readonly string[]
	/** Names and globs for which there is nothing. */
	readonly missing: readonly string[]
}

export type Select = (names: readonly string[]) => Selection

type Matcher = (name: string) => boolean

/**
 * Makes the function that selects among the names of a machine. Without patterns it takes all but `lo`; with patterns
 * those that match, `lo` too. A pattern that is the very name of an interface is that name, since the kernel allows names
 * such as `*`.
 */
export async function selector(
	{exclude}: {exclude: readonly string[]},
	patterns: readonly string[],
): Promise<Select> {
	const globs = new Map<string, Matcher>()
	for (const pattern of new Set([...patterns, ...exclude])) {
		if (isGlob(pattern)) globs.set(pattern, await glob(pattern))
	}
	const matches = (pattern: string, names: readonly string[]): readonly string[] => {
		const matcher = names.includes(pattern) ? undefined : globs.get(pattern)
		return names.filter(matcher ?? (name => name === pattern))
	}
	return names => {
		const unwanted = new Set(exclude.flatMap(pattern => matches(pattern, names)))
		const found = patterns.map(pattern => ({pattern, names: matches(pattern, names)}))
		const wanted = new Set(
			patterns.length === 0 ? names.filter(isNotLoopback) : found.flatMap(one => one.names),
		)
		return {
			selected: names.filter(name => wanted.has(name) && !unwanted.has(name)),
			missing: found.filter(one => one.names.length === 0).map(one => one.pattern),
		}
	}
}

const isNotLoopback = (name: string): boolean => name !== 'lo'

const isGlob = (text: string): boolean => /[*?[\]{}()]/.test(text)

async function glob(pattern: string): Promise<Matcher> {
	const {default: picomatch} = await import('picomatch')
	const matches = picomatch(pattern, {dot: true, nonegate: true})
	return name => matches(name)
}

/** `eth0=WAN` as a pair. The name ends at the last "=", since the kernel allows "=" in names. */
export function parseAlias(text: string): readonly [name: string, alias: string] {
	const at = text.lastIndexOf('=')
	const alias = text.slice(at + 1).trim()
	if (at < 1 || alias === '') throw new Error(`"${text}" is no alias: use name=alias, as in eth0=WAN`)
	return [text.slice(0, at), alias]
}
