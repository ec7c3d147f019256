import {answerLines} from '../lines.ts'

/**
 * The parameters that `transformer-cli get` prints, one `PATH [TYPE] = VALUE` to a line, in no order. The types are not
 * to be trusted: an `[int]` may be 6.4. The interactive form puts prompts before its lines.
 */
export function parameters(answer: string): ReadonlyMap<string, string> {
	const found = new Map<string, string>()
	for (const line of answerLines(answer)) {
		const match = /^(?:transformer>\s*)*([\w.@-]+) \[[^\]]*\] =(?: (.*))?$/.exec(line)
		const [, path, value = ''] = match ?? []
		if (path !== undefined) found.set(path, value.trim())
	}
	return found
}

/** Parameters by their last word, for each object below a path: `@line0` of `sys.class.xdsl.@line0.Status`. */
export function objectsBelow(
	parent: string,
	all: ReadonlyMap<string, string>,
): ReadonlyMap<string, ReadonlyMap<string, string>> {
	const objects = new Map<string, Map<string, string>>()
	for (const [path, value] of all) {
		if (!path.startsWith(parent)) continue
		const [name = '', leaf, ...deeper] = path.slice(parent.length).split('.')
		if (leaf === undefined || deeper.length > 0) continue
		const object = objects.get(name) ?? new Map<string, string>()
		objects.set(name, object.set(leaf, value))
	}
	return objects
}

/** The first `ERROR` of an answer: it comes on stdout, with status 0. */
export function errorOf(answer: string): string | undefined {
	const said = answerLines(answer).map(line => line.replace(/^(?:transformer> ?)+/, ''))
	return said
		.find(line => /^ERROR\s/.test(line))
		?.slice('ERROR'.length)
		.trim()
}
