import {sorted} from './value.ts'

export type Labels = Readonly<Record<string, string>>

/** Labels, value, and the time in milliseconds where one is printed. */
export type Sample = readonly [
	labels: Labels,
	value: bigint | number | boolean,
	milliseconds?: bigint | undefined,
]

/** All samples of one metric name, with what HELP and TYPE say about it. */
export interface Family {
	readonly name: string
	readonly type: 'counter' | 'gauge'
	readonly help: string
	readonly samples: Iterable<Sample>
}

/**
 * Families in the text exposition format 0.0.4: one block each, labels sorted. A label set stands once, the first is
 * kept (so does a Prometheus server); what is no number is left out; a family without samples prints nothing.
 */
export function* formatFamilies(families: Iterable<Family>): Generator<string> {
	// The labels of a thing stand behind each of its numbers.
	const texts = new WeakMap<Labels, string>()
	for (const {name, type, help, samples} of families) {
		const seen = new Set<string>()
		for (const [labels, value, milliseconds] of samples) {
			const number = formatNumber(value)
			const text = texts.get(labels) ?? formatLabels(labels)
			texts.set(labels, text)
			if (number === undefined || seen.has(text)) continue
			if (seen.size === 0) yield `# HELP ${name} ${escapeHelp(help)}\n# TYPE ${name} ${type}\n`
			seen.add(text)
			yield `${name}${text} ${number}${milliseconds === undefined ? '' : ` ${milliseconds}`}\n`
		}
	}
}

function formatLabels(labels: Labels): string {
	const pairs = sorted(labels).filter(([, value]) => value !== '')
	if (pairs.length === 0) return ''
	return `{${pairs.map(([name, value]) => `${name}="${escapeValue(value)}"`).join(',')}}`
}

function formatNumber(value: bigint | number | boolean): string | undefined {
	if (typeof value === 'boolean') return value ? '1' : '0'
	if (typeof value === 'bigint') return String(value)
	if (!Number.isFinite(value)) return undefined
	return String(value === 0 ? 0 : value)
}

const escapeHelp = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
const escapeValue = (text: string): string =>
	text.toWellFormed().replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')
