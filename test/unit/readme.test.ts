import fs from 'node:fs'
import path from 'node:path'
import {afterAll, describe, expect, it} from 'vitest'
import {FORMATS} from '../../src/config/global.ts'
import {loadDevices} from '../../src/devices/index.ts'
import {ExitCode} from '../../src/errors.ts'
import {run} from '../run.ts'
import {sysfsTree} from '../sysfs.ts'

const devices = await loadDevices()

const readme = fs.readFileSync('README.md', 'utf8')
const router = sysfsTree(fs.readFileSync('fixtures/ifstat/edgerouter--answer.txt', 'utf8'))
afterAll(() => router[Symbol.dispose]())

/** The first column of a table below a heading. */
function firstColumn(heading: string): string[] {
	const section = readme.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
	const rows = [...section.matchAll(/^\| `?(\w+)`? \|/gm)].map(([, cell]) => cell ?? '')
	return rows.slice(1)
}

it('opens with the two commands', () => {
	const [block = ''] = readme.split('```sh\n')[1]?.split('```') ?? []
	const commands = block.split('\n').map(line => line.replace(/ +#.*/, ''))
	expect(commands.slice(0, 2)).toEqual(['npm ci && npm start -- ifstat', 'npm ci && npm test'])
})

it('lists the exit statuses that there are', () => {
	expect(firstColumn('Exit status').map(Number)).toEqual(Object.values(ExitCode))
})

it('lists the formats that there are', () => {
	expect(firstColumn('Formats')).toEqual([...FORMATS])
})

it('lists the devices that there are', () => {
	for (const name of devices.map(({name}) => name))
		expect(readme).toContain(`[\`${name}\`](docs/devices/${name}.md)`)
})

describe('what it shows of the program', () => {
	const blocks = [...readme.matchAll(/```console\n\$ linestat (.*)\n((?:.*\n)*?)```/g)]

	it.each(blocks.map(([, command = '', output = '']) => [command, output]))(
		'linestat %s',
		async (command, output) => {
			const {stdout} = await run(command.split(' '), {env: router.env})
			expect(steady(output)).toBe(steady(stdout))
		},
	)

	it('is lines for machines and a table for people', () => {
		expect(blocks.map(([, command]) => /--format (\w+)/.exec(command ?? '')?.[1])).toEqual([
			'influx',
			'table',
		])
	})
})

/** Without what differs from run to run: time, duration, name of the machine. */
function steady(text: string): string {
	return text
		.replace(/source=[^, ]+/g, 'source=x')
		.replace(/duration_seconds=[\d.e-]+/g, 'duration_seconds=0')
		.replace(/ \d{19}$/gm, ' 0')
		.replace(/^ifstat · .*$/m, 'ifstat · x')
}

const pages = [...fs.globSync('*.md'), ...fs.globSync('docs/**/*.md')]
it.each(pages)('%s links to files that exist', page => {
	const text = fs.readFileSync(page, 'utf8')
	const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link)
	const missing = links.filter(link => !fs.existsSync(path.join(path.dirname(page), link)))
	expect(missing).toEqual([])
})
