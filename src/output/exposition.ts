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
	readonly samples: Sample[]
}

/**
 * Families in the text exposition format 0.0.4: one block each, labels sorted. A label set stands once, the first is
 * kept (so does a Prometheus server); what is no number is left out; a family without samples prints nothing.
 */
export function formatFamilies(families: readonly Family[]): string {
	return families.map(formatFamily).join('')
}

function formatFamily({name, type, help, samples}: Family): string {
	const lines = new Map<string, string>()
	for (const [labels, value, milliseconds] of samples) {
		const number = formatNumber(value)
		if (number === undefined) continue
		const series = `${name}${formatLabels(labels)}`
		if (lines.has(series)) continue
		lines.set(series, `${series} ${number}${milliseconds === undefined ? '' : ` ${milliseconds}`}\n`)
	}
	if (lines.size === 0) return ''
	return `# HELP ${name} ${escapeHelp(help)}\n# TYPE ${name} ${type}\n${[...lines.values()].join('')}`
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
