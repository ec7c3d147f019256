export interface ReadMetric {
	readonly path: string
	readonly tags: Readonly<Record<string, string>>
	/** As it is written. */
	readonly value: string
	readonly seconds: bigint
}

/** Carbon splits a line as Python does: at all white space of Unicode and at the separators U+001C to U+001F. */
const BLANKS = /[\s\u001c-\u001f\u0085]+/u

/** Reads plaintext lines the way Carbon does, and refuses what Carbon drops or reads differently. */
export function parseGraphite(text: string): ReadMetric[] {
	if (text === '') return []
	if (!text.endsWith('\n')) throw new Error('the last line has no line feed')
	return text.slice(0, -1).split('\n').map(parseLine)
}

function parseLine(line: string): ReadMetric {
	const words = line.split(BLANKS)
	const [series = '', value = '', time = ''] = words
	if (words.length !== 3 || words.join(' ') !== line) throw new Error(`not three words: ${line}`)
	if (/[\u0000-\u001f\u007f-\u009f]/u.test(line)) throw new Error(`control character: ${line}`)
	const [path = '', ...pairs] = series.split(';')
	if (!/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/.test(path)) throw new Error(`no path: ${line}`)
	const tags: Record<string, string> = {}
	let last = ''
	for (const pair of pairs) {
		const [, tag, text] = /^([^;!^=]+)=([^;~][^;]*)$/.exec(pair) ?? []
		if (tag === undefined || text === undefined) throw new Error(`no tag: ${pair}`)
		if (tag === 'name' || tag <= last) throw new Error(`tag ${tag} is misplaced: ${line}`)
		last = tag
		tags[tag] = text
	}
	if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(value)) throw new Error(`no number: ${line}`)
	if (!/^-?\d+$/.test(time)) throw new Error(`no time: ${line}`)
	return {path, tags, value, seconds: BigInt(time)}
}
