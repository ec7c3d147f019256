import {
	type Document,
	isAlias,
	isCollection,
	isMap,
	isPair,
	isScalar,
	LineCounter,
	parseDocument,
	type Scalar,
} from 'yaml'

/** A mistake in the file: where (1-based), and what in one sentence. */
export interface Problem {
	readonly line: number
	readonly column: number
	readonly message: string
}

export type Path = readonly (string | number)[]

/** A YAML document whose every scalar is text exactly as written, and which knows where everything stands. */
export interface TextDocument {
	readonly problems: readonly Problem[]
	/** Text, lists and mappings. */
	readonly value: unknown
	/** Line and column of what is at the path, or of its key. */
	position(path: Path, part: 'key' | 'value'): {line: number; column: number}
	/** `12:5` */
	place(path: Path): string
}

/**
 * Reads YAML. With the failsafe schema `1.10`, `007` and `no` stay what they look like; the options read them. Keys of
 * option maps may be written `host-key` or `Host_key` instead of `host_key`.
 */
export function readDocument(text: string, isOptionMap: (path: Path) => boolean): TextDocument {
	const lines = new LineCounter()
	const document = parseDocument(text, {schema: 'failsafe', lineCounter: lines, prettyErrors: false})
	const at = (offset: number) => {
		const {line, col} = lines.linePos(offset)
		return {line, column: col}
	}
	const problems = [...document.errors, ...document.warnings].map(({pos, message}) => ({
		...at(pos[0]),
		message: `No valid YAML: ${message}`,
	}))
	const position: TextDocument['position'] = (path, part) => at(offsetOf(document, path, part))
	if (problems.length === 0) {
		for (const key of underscoreKeys(document, document.contents, [], isOptionMap)) {
			problems.push({...at(startOf(key) ?? 0), message: `The key "${key.value}" stands twice`})
		}
	}
	return {
		problems,
		value: problems.length === 0 ? document.toJS() : undefined,
		position,
		place(path) {
			const {line, column} = position(path, 'value')
			return `${line}:${column}`
		},
	}
}

/** Returns the keys that stand twice. */
function underscoreKeys(
	document: Document,
	node: unknown,
	path: Path,
	isOptionMap: (path: Path) => boolean,
): Scalar[] {
	const map = isAlias(node) ? node.resolve(document) : node
	if (!isMap(map) || path.length > 2) return []
	const seen = new Set<string>()
	return map.items.flatMap(({key, value}) => {
		if (!isScalar(key)) return []
		if (isOptionMap(path))
			key.value = String(key.value)
				.replaceAll('-', '_')
				.replace(/^[A-Z]/, letter => letter.toLowerCase())
		const name = String(key.value)
		const twice = seen.has(name) ? [key] : []
		seen.add(name)
		return [...twice, ...underscoreKeys(document, value, [...path, name], isOptionMap)]
	})
}

/** The offset of the deepest part of the path that is there. */
function offsetOf(document: Document, path: Path, part: 'key' | 'value'): number {
	let node: unknown = document.contents
	let offset = startOf(node) ?? 0
	for (const [index, step] of path.entries()) {
		const collection = isAlias(node) ? node.resolve(document) : node
		if (!isCollection(collection)) break
		const item: unknown = isMap(collection)
			? collection.items.find(({key}) => String(isScalar(key) ? key.value : key) === String(step))
			: collection.items[Number(step)]
		if (item === undefined) break
		const key = isPair(item) ? item.key : undefined
		node = isPair(item) ? item.value : item
		const last = index === path.length - 1
		offset = (last && part === 'key' ? startOf(key) : (startOf(node) ?? startOf(key))) ?? offset
	}
	return offset
}

function startOf(node: unknown): number | undefined {
	return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
		? Number(node.range[0])
		: undefined
}
