import fs from 'node:fs'
import type {Answer} from './site.ts'

/** One poll of a worked example: what each exporter must be, `down 300 D`. */
export interface ExampleRow {
	/** Seconds after the start of the example. */
	readonly t: number
	readonly expected: Readonly<Record<string, string>>
	readonly total: number
}

const FOLDER = new URL('../../../../fixtures/fc/examples/', import.meta.url)

/** Reads a table of `fixtures/fc/examples`: state, down time, and D, U or V for went down, came up, vanished. */
export function example(name: string): ExampleRow[] {
	const lines = fs
		.readFileSync(new URL(`${name}.txt`, FOLDER), 'utf8')
		.trim()
		.split('\n')
	const cells = (line: string) =>
		line
			.split('|')
			.slice(1, -1)
			.map(cell => cell.trim())
	const titles = cells(lines[0] ?? '')
	return lines.slice(2).flatMap(line => {
		const row = cells(line)
		const t = /^S([+-]\d+)$/.exec(row[1] ?? '')?.[1]
		if (t === undefined) return []
		const expected = titles
			.map((title, index) => [title, row[index] ?? ''] as const)
			.filter(([title, cell]) => /^e\d$/.test(title) && cell !== '')
		return [{t: Number(t), expected: Object.fromEntries(expected), total: Number(row.at(-1))}]
	})
}

/** An answer in the words of the tables. */
export const cell = (answer: Answer | undefined): string =>
	answer === undefined ? '' : [answer.state, answer.down, ...answer.news].join(' ')

/** The down time of all exporters together. */
export const sum = (answers: ReadonlyMap<string, Answer>): number =>
	[...answers.values()].reduce((total, {down}) => total + down, 0)
