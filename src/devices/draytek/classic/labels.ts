/**
 * The values behind known labels, one or several `label : value` pairs to a line. A value reaches to the next known label
 * or to the end of the line: columns move with nine-digit rates and long mode names, and a value may be empty. A label
 * that is there twice keeps its first value.
 */
export function labelledValues<const L extends string>(
	lines: readonly string[],
	labels: readonly L[],
): Map<L, string> {
	const byName = new Map(labels.map(label => [label.toLowerCase(), label]))
	const names = labels.map(label => label.replace(/[[\].]/g, '\\$&').replace(/\s+/g, '\\s+'))
	const label = new RegExp(`(?<!\\S)(${names.join('|')})\\s*:`, 'gi')
	const values = new Map<L, string>()
	for (const line of lines) {
		const found = [...line.matchAll(label)]
		for (const [index, match] of found.entries()) {
			const name = byName.get((match[1] ?? '').toLowerCase().replace(/\s+/g, ' '))
			if (name === undefined || values.has(name)) continue
			values.set(name, line.slice(match.index + match[0].length, found[index + 1]?.index).trim())
		}
	}
	return values
}
