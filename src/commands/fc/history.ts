import {type History, historyOf} from '../../devices/fc/review/history.ts'
import {lengthWithin} from '../../devices/fc/rules/interval.ts'
import {ConfigError, ExitCode} from '../../errors.ts'
import type {CommandSurroundings} from '../command.ts'
import {columns} from './columns.ts'
import {openRemembered} from './open.ts'
import {nameOf, span, utc} from './words.ts'

const CELLS = 60
const MONTH = 2_592_000

/** Prints every interval of one exporter, and a bar for the month. */
export async function run(
	{site}: {readonly site: string | undefined},
	[exporter = '']: readonly string[],
	around: CommandSurroundings,
): Promise<number> {
	const state = await openRemembered(around)
	try {
		const histories = await historyOf(state, site, exporter)
		if (histories.length === 0) {
			throw new ConfigError(`No exporter ${exporter} is remembered`, {hint: 'linestat fc report lists all'})
		}
		around.io.out(histories.map(draw).join('\n'))
		return ExitCode.ok
	} finally {
		state.close()
	}
}

function draw(history: History): string {
	const {intervals, time, from, state} = history
	const sum = (kind: string) =>
		intervals.filter(one => one.kind === kind).reduce((total, one) => total + one.to - one.from, 0)
	const rows = intervals.map(one => [
		utc(one.from),
		one.isOpen ? 'now' : utc(one.to),
		one.kind,
		span(one.to - one.from),
	])
	return [
		`${nameOf(history)} · ${state} · last poll ${utc(time)} UTC`,
		`observed since ${utc(from)}: down ${span(sum('down'))}, unobserved ${span(sum('unobserved'))}`,
		'',
		`${utc(time - MONTH).slice(0, 10)} ${bar(history)} ${utc(time).slice(0, 10)}`,
		`each sign is ${span(MONTH / CELLS)}: ─ up, ▄ down in part, █ down, ░ unobserved`,
		'',
		...(rows.length === 0
			? [state === 'down' ? 'down since the last poll' : 'never down']
			: columns([['from', 'to', '', 'length'], ...rows], [3])),
		'',
	].join('\n')
}

/** The month, half a day per sign. */
function bar({intervals, time, from}: History): string {
	const size = MONTH / CELLS
	return Array.from({length: CELLS}, (_, index) => {
		const start = time - MONTH + index * size
		const within = (kind: string) =>
			intervals
				.filter(one => one.kind === kind)
				.reduce((sum, one) => sum + lengthWithin(one, start, start + size), 0)
		if (start + size <= from) return ' '
		const down = within('down')
		if (down >= size * 0.95) return '█'
		if (down > 0) return '▄'
		return within('unobserved') > size / 2 ? '░' : '─'
	}).join('')
}
