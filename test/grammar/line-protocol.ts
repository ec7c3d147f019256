/** A point as line protocol says it; integers are bigint, floats number. */
export interface ReadPoint {
	readonly measurement: string
	readonly tags: Readonly<Record<string, string>>
	readonly fields: Readonly<Record<string, bigint | number | boolean | string>>
	readonly timestamp: bigint | undefined
}

/**
 * Reads a whole output strictly: the intersection of what Telegraf's parser, the v2 codec and InfluxDB 1.x take and
 * read the same. Throws for everything else, a missing last line feed included.
 */
export function parseLineProtocol(text: string): ReadPoint[] {
	if (text === '') return []
	if (!text.endsWith('\n')) throw new Error('the last line has no line feed')
	return text.slice(0, -1).split('\n').map(parseLine)
}

const INT64_MAX = 2n ** 63n - 1n

function parseLine(line: string): ReadPoint {
	if (/^\ufeff|[\u0000-\u001f\u007f]/u.test(line)) throw new Error('control character or BOM')
	if (!line.isWellFormed()) throw new Error('lone surrogate')
	if (line.startsWith('#')) throw new Error('comment')
	const reader = new Reader(line)
	const measurement = reader.word(', ', '')
	const tags: Record<string, string> = {}
	while (reader.takes(',')) {
		const key = reader.word(',= ', '=')
		if (key === 'time' || key in tags) throw new Error(`tag ${key} is reserved or stands twice`)
		reader.take('=')
		tags[key] = reader.word(',= ', '')
	}
	reader.take(' ')
	const fields: Record<string, bigint | number | boolean | string> = {}
	do {
		const key = reader.word(',= ', '=')
		if (key === 'time' || key in fields) throw new Error(`field ${key} is reserved or stands twice`)
		reader.take('=')
		fields[key] = reader.value()
	} while (reader.takes(','))
	const timestamp = reader.takes(' ') ? reader.timestamp() : undefined
	reader.end()
	return {measurement, tags, fields, timestamp}
}

class Reader {
	#at = 0
	readonly #line: string

	constructor(line: string) {
		this.#line = line
	}

	takes(character: string): boolean {
		if (this.#line[this.#at] !== character) return false
		this.#at++
		return true
	}

	take(character: string): void {
		if (!this.takes(character)) throw new Error(`expected "${character}" at ${this.#at} of ${this.#line}`)
	}

	end(): void {
		if (this.#at < this.#line.length) throw new Error(`"${this.#line.slice(this.#at)}" is too much`)
	}

	/** A name, key or tag value up to one of `special`, which stand in it only behind a backslash. */
	word(special: string, mustEndWith: string): string {
		let text = ''
		for (; this.#at < this.#line.length; this.#at++) {
			const character = this.#line.charAt(this.#at)
			const next = this.#line.charAt(this.#at + 1)
			if (character === '\\' && next !== '' && special.includes(next)) {
				text += next
				this.#at++
			} else if (special.includes(character)) break
			else text += character
		}
		if (text === '') throw new Error(`empty name, key or value at ${this.#at}`)
		if (text.endsWith('\\')) throw new Error(`backslash at the end of "${text}"`)
		if (mustEndWith !== '' && this.#line[this.#at] !== mustEndWith) throw new Error(`"${text}" has no value`)
		return text
	}

	value(): bigint | number | boolean | string {
		if (this.takes('"')) return this.#string()
		const text = /^[^, ]*/.exec(this.#line.slice(this.#at))?.[0] ?? ''
		this.#at += text.length
		if (text === 'true' || text === 'false') return text === 'true'
		if (/^(0|-?[1-9]\d*)i$/.test(text)) {
			const integer = BigInt(text.slice(0, -1))
			if (integer > INT64_MAX || integer < -INT64_MAX - 1n) throw new Error(`${text} is out of range`)
			return integer
		}
		if (/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) && Number.isFinite(Number(text))) return Number(text)
		throw new Error(`"${text}" is no value`)
	}

	#string(): string {
		let text = ''
		for (; this.#at < this.#line.length; this.#at++) {
			const character = this.#line.charAt(this.#at)
			if (this.takes('"')) return text
			if (character !== '\\') text += character
			else {
				this.#at++
				const escaped = this.#line.charAt(this.#at)
				if (escaped !== '"' && escaped !== '\\') throw new Error(`"\\${escaped}" in a string`)
				text += escaped
			}
		}
		throw new Error('string without end')
	}

	timestamp(): bigint {
		const text = /^-?\d{1,19}/.exec(this.#line.slice(this.#at))?.[0]
		if (text === undefined) throw new Error('no timestamp')
		this.#at += text.length
		return BigInt(text)
	}
}
