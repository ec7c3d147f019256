import fs from 'node:fs'
import {expect, it} from 'vitest'
import {loadDevices} from '../../src/devices/index.ts'
import type {FieldSpec, Measurement} from '../../src/metrics/model.ts'
import {linestatPoll, linestatSection} from '../../src/metrics/poll.ts'
import {parseLineProtocol} from '../grammar/line-protocol.ts'

const devices = await loadDevices()

const catalogue: readonly Measurement[] = [
	linestatPoll,
	linestatSection,
	...devices.flatMap(({measurements}) => measurements),
]
const names = new Set(catalogue.map(({name}) => name))

/** Lines of line protocol in the code blocks of a page; a cut line (...) is for the reader's eye only. */
function examplesOf(page: string): string[] {
	const blocks = [...fs.readFileSync(page, 'utf8').matchAll(/```\w*\n((?:.*\n)*?)```/g)].map(
		([, text]) => text,
	)
	const lines = blocks.flatMap(text => text?.split('\n') ?? [])
	return lines.filter(
		line => names.has(/^[a-z_]+(?=,\S+ \S+=)/.exec(line)?.[0] ?? '') && !/\.\.\.|…/.test(line),
	)
}

/** The type that the catalogue says, as line protocol writes it. */
function typeOf(spec: FieldSpec): string {
	if (!('value' in spec)) return 'string'
	return spec.value === 'float' ? 'number' : 'bigint'
}

const pages = [...fs.globSync('*.md'), ...fs.globSync('docs/**/*.md')]
const examples = pages.flatMap(page => examplesOf(page).map(line => [page, line] as const))

it.each(examples)('%s shows what is printed: %s', (_page, line) => {
	const [point] = parseLineProtocol(`${line}\n`)
	const known = catalogue.filter(({name}) => name === point?.measurement)
	const tags = new Set(known.flatMap(one => Object.keys(one.tags)))
	for (const tag of Object.keys(point?.tags ?? {})) expect(tags).toContain(tag)
	for (const [field, value] of Object.entries(point?.fields ?? {})) {
		const types = known.flatMap(({fields}) => (fields[field] === undefined ? [] : [typeOf(fields[field])]))
		expect(types).toContain(typeof value)
	}
})

it('finds the examples that there are', () => {
	expect(examples.filter(([page]) => page === 'README.md').length).toBeGreaterThan(1)
	expect(examples.length).toBeGreaterThan(5)
})
