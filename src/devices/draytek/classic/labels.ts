/**
 * The values behind known labels, one or several `label : value` pairs to a line. A value reaches to the next known label
 * or to the end of the line: columns move with nine-digit rates and long mode names, and a value may be empty. A label
 * that is there twice keeps its first value. Blanks within a label do not count, of which some have two.
 *
 * Not by a regular expression of all labels: to compile that takes a poll longer than all of its reading.
 */
export function labelledValues<const L extends string>(
	lines: readonly string[],
	labels: readonly L[],
): Map<L, string> {
	const byName = new Map(labels.map(label => [nameOf(label), label]))
	const values = new Map<L, string>()
	for (const line of lines) {
		const text = line.replaceAll('\t', ' ')
		let label: L | undefined
		let from = 0
		const endValue = (end?: number) => {
			if (label !== undefined && !values.has(label)) values.set(label, line.slice(from, end).trim())
		}
		for (let last = 0, colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', last)) {
			const start = labelStart(text.slice(0, colon), last, byName)
			if (start >= 0) {
				endValue(start)
				label = byName.get(nameOf(text.slice(start, colon)))
				from = colon + 1
			}
			last = colon + 1
		}
		endValue()
	}
	return values
}

/** Where a label begins that reaches to the end of the text, not before `from`; the longest counts. -1: there is none. */
function labelStart(text: string, from: number, byName: ReadonlyMap<string, string>): number {
	// Mostly columns are several blanks apart.
	const gap = text.trimEnd().lastIndexOf('   ')
	if (gap >= from && byName.has(nameOf(text.slice(gap)))) return gap
	for (let start = from; start < text.length; ) {
		if (text[start] !== ' ' && byName.has(nameOf(text.slice(start)))) return start
		const blank = text.indexOf(' ', start)
		if (blank < 0) return -1
		start = blank + 1
	}
	return -1
}

const nameOf = (label: string): string => label.replaceAll(' ', '').toLowerCase()
