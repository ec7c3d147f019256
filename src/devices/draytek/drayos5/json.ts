/**
 * Readers for the JSON that `show all` prints in a DrayOS 5 menu. They look for the flat objects and texts they need
 * instead of parsing the whole, so that a byte lost anywhere costs only the row it belongs to.
 */
export function jsonText(answer: string, key: string): string | undefined {
	return new RegExp(`"${key}"\\s*:\\s*"([^"\\\\]*)"`).exec(answer)?.[1]
}

/** All objects without inner objects that have a `Name`; values that are no text are left out. */
export function jsonRows(answer: string): Record<string, string>[] {
	const rows: Record<string, string>[] = []
	for (const [object] of answer.matchAll(/\{[^{}]*\}/g)) {
		const pairs = [...object.matchAll(/"([^"\\]+)"\s*:\s*"([^"\\]*)"/g)]
		const row = Object.fromEntries(pairs.map(([, key = '', value = '']) => [key, value]))
		if (row.Name !== undefined) rows.push(row)
	}
	return rows
}
