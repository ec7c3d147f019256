import {execFileSync} from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import process from 'node:process'
import {draytekGroup} from './bench/draytek.ts'
import {fcGroup} from './bench/fc.ts'
import {freeboxGroup} from './bench/freebox.ts'
import type {Group} from './bench/group.ts'
import {localGroup} from './bench/local.ts'
import {type Case, type Cost, measure, median, peakMemory} from './bench/measure.ts'
import {sshGroup} from './bench/ssh.ts'

/**
 * Measures whole processes: `npm run bench`, and with `-- --save` into docs/performance.md; `-- fc` measures a part alone,
 * `-- --large` also what takes minutes. Cases take turns, so that what
 * else the machine does hits all of them; ratios are those of one round, and of all of these the median.
 */

const ROUNDS = 25
const MEMORY_ROUNDS = 5
const GROUPS: Readonly<Record<string, () => Promise<Group | undefined>>> = {
	local: localGroup,
	draytek: draytekGroup,
	freebox: freeboxGroup,
	fc: fcGroup,
	ssh: sshGroup,
}

async function table({title, cases}: Group): Promise<string> {
	for (const one of cases) await measure(one) // fills the compile cache
	const costs = cases.map((): Cost[] => [])
	for (let round = 0; round < ROUNDS; round++) {
		for (const [index, one] of cases.entries()) costs[index]?.push(await measure(one))
	}
	const rows = []
	for (const [index, one] of cases.entries()) {
		rows.push(row(one, costs[index] ?? [], costs[0] ?? [], await memory(one)))
	}
	return [
		`| ${title} | wall, ms | x | CPU, ms | x | peak memory, MiB |`,
		'|---|---:|---:|---:|---:|---:|',
		...rows,
	].join('\n')
}

function row({name}: Case, costs: readonly Cost[], base: readonly Cost[], memoryMiB: string): string {
	const columns = (['wallMs', 'cpuMs'] as const).flatMap(key => [
		median(costs.map(cost => cost[key])).toFixed(0),
		median(costs.map((cost, round) => cost[key] / (base[round]?.[key] ?? Number.NaN))).toFixed(2),
	])
	return `| ${[name, ...columns, memoryMiB].join(' | ')} |`
}

async function memory(one: Case): Promise<string> {
	if (one.foreign) return ''
	const peaks = []
	for (let round = 0; round < MEMORY_ROUNDS; round++) peaks.push(await peakMemory(one))
	return median(peaks).toFixed(1)
}

function surroundings(): string {
	const commit = execFileSync('git', ['describe', '--always', '--dirty'], {encoding: 'utf8'}).trim()
	const date = new Date().toISOString().slice(0, 10)
	const cores = os.cpus()
	const machine = `${cores[0]?.model.trim() || os.arch()}, ${cores.length} cores, Linux ${os.release()}`
	return `${date}, linestat ${commit}, Node ${process.versions.node}, ${machine}; median of ${ROUNDS} rounds.`
}

function save(text: string): void {
	const file = 'docs/performance.md'
	const [begin, end] = ['<!-- bench -->', '<!-- /bench -->']
	const page = fs.readFileSync(file, 'utf8')
	const [before, after] = [page.split(begin)[0], page.split(end)[1]]
	if (before === undefined || after === undefined) throw new Error(`${file} has no ${begin} ... ${end}`)
	fs.writeFileSync(file, `${before}${begin}\n${text}\n${end}${after}`)
}

const parts = [surroundings()]
const wanted = process.argv.slice(2).filter(argument => !argument.startsWith('--'))
for (const [name, make] of Object.entries(GROUPS)) {
	if (wanted.length > 0 && !wanted.includes(name)) continue
	await using group = await make()
	if (group !== undefined) parts.push(await table(group), ...((await group.more?.()) ?? []))
}
const text = parts.join('\n\n')
process.stdout.write(`${text}\n`)
if (process.argv.includes('--save')) save(text)
