import type {Review, ReviewedChange, ReviewedExporter} from '../../devices/fc/review/review.ts'
import {columns} from './columns.ts'
import {totalsOf} from './totals.ts'
import {nameOf, span, utc} from './words.ts'

/** So many lines of down time are read; the other formats have all. */
const MOST = 40

/** The report for people: what is not up now, what changed, who was down for how long. `since`: seconds of changes. */
export function reportTable(found: Review, since: number): string {
	const {site, time, collectors, exporters, changes} = found
	const totals = totalsOf(found)
	const failed = collectors.filter(({result}) => result !== 'ok')
	const parts = [
		[
			`fc · ${site} · last poll ${utc(time)} UTC`,
			`${exporters.length} exporters: ${totals.up} up, ${totals.down} down, ${totals.unknown} unknown, ${totals.absent} absent`,
			...failed.map(({name, result}) => `collector ${name} could not be read: ${result}`),
		],
		section(
			'Not up now',
			now(
				exporters.filter(({state}) => state !== 'up'),
				time,
			),
		),
		section(`Changes of the last ${span(since)}`, told(changes)),
		section('Down time of the last 30 days', month(exporters, totals)),
	]
	return `${parts.map(lines => lines.join('\n')).join('\n\n')}\n`
}

const section = (title: string, lines: readonly string[]): string[] => [
	title,
	...(lines.length === 0 ? ['none'] : lines).map(line => `  ${line}`),
]

function now(exporters: readonly ReviewedExporter[], time: number): string[] {
	if (exporters.length === 0) return []
	const rows = exporters
		.slice(0, MOST)
		.map(one => [
			nameOf(one),
			one.state,
			one.since === undefined ? '' : utc(one.since),
			one.since === undefined || one.state !== 'down' ? '' : span(time - one.since),
		])
	return more(columns([['exporter', 'state', 'since', 'for'], ...rows], [3]), exporters.length)
}

function told(changes: readonly ReviewedChange[]): string[] {
	if (changes.length === 0) return []
	const rows = changes
		.slice(0, MOST)
		.map(one => [
			utc(one.time),
			nameOf(one),
			one.to === 'down' ? 'went down' : 'came up',
			`after ${span(one.lasted)}${one.uncertain ? ', uncertain' : ''}`,
		])
	return more(columns(rows), changes.length)
}

function month(exporters: readonly ReviewedExporter[], totals: ReturnType<typeof totalsOf>): string[] {
	const affected = exporters
		.filter(({downtime, unobserved}) => downtime > 0 || unobserved > 0)
		.toSorted((a, b) => b.downtime - a.downtime || b.unobserved - a.unobserved)
	if (affected.length === 0) return []
	const rows = affected
		.slice(0, MOST)
		.map(one => [nameOf(one), one.state, span(one.downtime), span(one.unobserved)])
	const all = ['all together', '', span(totals.downtime_seconds), span(totals.unobserved_seconds)]
	const lines = columns([['exporter', 'now', 'down', 'unobserved'], ...rows, all], [2, 3])
	return [...more(lines.slice(0, -1), affected.length), lines.at(-1) ?? '']
}

const more = (lines: readonly string[], count: number): string[] =>
	count > MOST ? [...lines, `and ${count - MOST} more: --format csv has all`] : [...lines]
