/** A sample as Prometheus text says it; the value as it is written. */
export interface ReadSample {
	readonly name: string
	readonly labels: Readonly<Record<string, string>>
	readonly value: string
	readonly milliseconds: bigint | undefined
}

export interface ReadFamily {
	readonly name: string
	readonly type: string
	readonly help: string
	readonly samples: readonly ReadSample[]
}

const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/

/**
 * Reads a whole exposition strictly. It also refuses what promtool does not look for: a name in two blocks, a label set
 * twice, NaN and infinity, unsorted labels, empty label values, a counter without `_total`.
 */
export function parseExposition(text: string): ReadFamily[] {
	if (text === '') return []
	if (!text.endsWith('\n')) throw new Error('the last line has no line feed')
	const families: (ReadFamily & {samples: ReadSample[]})[] = []
	const lines = text.slice(0, -1).split('\n')
	for (let at = 0; at < lines.length; ) {
		const [, name, help] = /^# HELP ([a-z][a-z0-9_]*) (\S.*)$/.exec(lines[at++] ?? '') ?? []
		if (name === undefined || help === undefined) throw new Error(`no HELP: ${lines[at - 1]}`)
		if (families.some(family => family.name === name)) throw new Error(`${name} has two blocks`)
		const [, typed, type] = /^# TYPE (\S+) (counter|gauge)$/.exec(lines[at++] ?? '') ?? []
		if (typed !== name || type === undefined) throw new Error(`no TYPE: ${lines[at - 1]}`)
		if (name.endsWith('_total') !== (type === 'counter')) throw new Error(`${name} is a ${type}`)
		const samples: ReadSample[] = []
		const seen = new Set<string>()
		while (at < lines.length && !lines[at]?.startsWith('#')) {
			const sample = parseSample(lines[at++] ?? '')
			const series = JSON.stringify(sample.labels)
			if (sample.name !== name || seen.has(series)) throw new Error(`${sample.name} is misplaced or double`)
			seen.add(series)
			samples.push(sample)
		}
		if (samples.length === 0) throw new Error(`${name} has no samples`)
		families.push({name, type, help: help.replace(/\\(.)/g, (_, c) => (c === 'n' ? '\n' : c)), samples})
	}
	return families
}

function parseSample(line: string): ReadSample {
	const name = /^[a-z][a-z0-9_]*/.exec(line)?.[0]
	if (name === undefined) throw new Error(`no metric name: ${line}`)
	let rest = line.slice(name.length)
	const labels: Record<string, string> = {}
	if (rest.startsWith('{')) {
		rest = rest.slice(1)
		let last = ''
		for (;;) {
			const [whole, label, value] = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\[\\n"])+)"/.exec(rest) ?? []
			if (whole === undefined || label === undefined || value === undefined)
				throw new Error(`no label: ${line}`)
			if (label.startsWith('__') || label <= last) throw new Error(`label ${label} is misplaced: ${line}`)
			last = label
			labels[label] = value.replace(/\\(.)/g, (_, c) => (c === 'n' ? '\n' : c))
			rest = rest.slice(whole.length)
			if (rest.startsWith('}')) break
			if (!rest.startsWith(',')) throw new Error(`labels without end: ${line}`)
			rest = rest.slice(1)
		}
		rest = rest.slice(1)
	}
	const [, value, milliseconds] = /^ (\S+)(?: (-?\d+))?$/.exec(rest) ?? []
	if (value === undefined || !NUMBER.test(value)) throw new Error(`no number: ${line}`)
	return {
		name,
		labels,
		value,
		milliseconds: milliseconds === undefined ? undefined : BigInt(milliseconds),
	}
}
