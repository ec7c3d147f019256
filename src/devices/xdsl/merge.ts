import type {DslBin, DslInterval, DslLine} from './line.ts'

/** One record of several that were read one after the other: a later value replaces an earlier one. */
export function mergeLines(lines: readonly DslLine[]): DslLine {
	const name = lines.findLast(line => line.name !== undefined)?.name
	return {
		...(name !== undefined && {name}),
		line: latest(lines.map(({line}) => line)),
		down: latest(lines.map(({down}) => down)),
		up: latest(lines.map(({up}) => up)),
		intervals: lines.flatMap(({intervals}): readonly DslInterval[] => intervals ?? []),
		bins: lines.flatMap(({bins}): readonly DslBin[] => bins ?? []),
	}
}

/** The values of several records as one, each the last that is there. */
export function latest<T extends object>(records: readonly (T | undefined)[]): Partial<T> {
	const merged: Partial<T> = {}
	for (const record of records) {
		for (const key in record) if (record[key] !== undefined) merged[key] = record[key]
	}
	return merged
}
