import fs from 'node:fs'
import {describe, expect, it} from 'vitest'
import {dashboards} from '../../scripts/dashboards/dashboards.ts'
import {loadDevices} from '../../src/devices/index.ts'
import {xdslMeasurements} from '../../src/devices/xdsl/metrics.ts'
import {linestatEvent} from '../../src/metrics/event.ts'
import type {Measurement} from '../../src/metrics/model.ts'
import {prometheusName} from '../../src/metrics/names.ts'
import {linestatPoll, linestatSection} from '../../src/metrics/poll.ts'
import {panelsOf, targetsOf} from '../grafana.ts'

const devices = await loadDevices()

const catalogue: readonly Measurement[] = [
	linestatEvent,
	linestatPoll,
	linestatSection,
	...xdslMeasurements,
	...devices.flatMap<Measurement>(device => device.measurements),
]

it.each([...dashboards()])(
	'%s is what the generator makes; if it is not, run: npm run docs',
	(file, text) => {
		expect(fs.readFileSync(file, 'utf8')).toBe(text)
	},
)

describe.each([...dashboards()])('%s', (_file, text) => {
	const dashboard = JSON.parse(text)
	const panels = panelsOf(dashboard)

	it('names no data source but the variable', () => {
		const uids = [...text.matchAll(/"uid": "([^"]*)"/g)].map(([, uid]) => uid)
		expect(new Set(uids)).toEqual(new Set([dashboard.uid, `$\{datasource}`]))
		expect(panels.every(panel => panel.datasource.uid === `$\{datasource}`)).toBe(true)
	})

	it('has panels that do not overlap and ids that are their own', () => {
		const cells = panels.flatMap(({gridPos: {x, y, w, h}}) => {
			expect(x + w).toBeLessThanOrEqual(24)
			return Array.from({length: w * h}, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`)
		})
		expect(new Set(cells).size).toBe(cells.length)
		expect(new Set(panels.map(({id}) => id)).size).toBe(panels.length)
	})

	it('uses only what the catalogue has', () => {
		const variables = dashboard.templating.list.flatMap(({definition = ''}) => definition || [])
		const used = [...targetsOf(dashboard), ...variables]
		expect(used.length).toBeGreaterThan(10)
		for (const query of used) expect(unknownIn(query), query).toEqual([])
	})
})

it('alerts use only what the catalogue has', () => {
	const rules = fs.readFileSync('docs/prometheus/alerts.yml', 'utf8')
	const used = [...rules.matchAll(/\b(?:xdsl|wan|router|linestat|fc)_[a-z0-9_]+/g)].map(([name]) => name)
	expect(used.length).toBeGreaterThan(3)
	expect(used.flatMap(name => unknownIn(`${name}{}`))).toEqual([])
})

it('notices a name that is not there', () => {
	expect(unknownIn('rate(xdsl_crc_errors{direction="down"}[5m])')).toEqual(['xdsl_crc_errors', 'direction'])
	expect(unknownIn('xdsl_up{source="modem", lane="1"}')).toEqual(['lane'])
	expect(unknownIn(`SELECT mean("snr") FROM "xdsl" WHERE "way" = 'down'`)).toEqual(['snr', 'way'])
	expect(unknownIn('SELECT mean("up") FROM "adsl"')).toEqual(['adsl', 'up'])
})

/** Names in a query, PromQL or InfluxQL, that are no metric, measurement, field or tag of the catalogue. */
function unknownIn(query: string): string[] {
	return /^(SELECT|SHOW)\b/.test(query) ? unknownInInfluxQl(query) : unknownInPromQl(query)
}

function unknownInPromQl(query: string): string[] {
	const names = [...query.matchAll(/\b([a-z]\w*_\w+)(?=\{|, )/g)].map(([, name = '']) => name)
	const labels = [...query.matchAll(/(\w+)(?==~?"|\)$)/g)].map(([, label = '']) => label)
	const found = catalogue.filter(one => names.some(name => prometheusNames(one).has(name)))
	const known = new Set(found.flatMap(({tags}) => Object.keys(tags)))
	return [
		...names.filter(name => !found.some(one => prometheusNames(one).has(name))),
		...labels.filter(label => !known.has(label)),
	]
}

function prometheusNames(measurement: Measurement): Set<string> {
	const fields = Object.entries(measurement.fields)
	const numbers = fields.filter(([, spec]) => 'value' in spec)
	const names = numbers.map(([field, spec]) => prometheusName(measurement, field, spec))
	return new Set([...names, ...(numbers.length < fields.length ? [`${measurement.name}_info`] : [])])
}

function unknownInInfluxQl(query: string): string[] {
	const measurement = /FROM "(\w+)"/.exec(query)?.[1] ?? ''
	const found = catalogue.filter(({name}) => name === measurement)
	const own = [...query.matchAll(/AS "(\w+)"/g)].map(([, name]) => name)
	const known = new Set([
		measurement,
		...own,
		...found.flatMap(({tags, fields}) => [...Object.keys(tags), ...Object.keys(fields)]),
	])
	const names = [...query.matchAll(/"(\w+)"/g)].map(([, name = '']) => name)
	const keys = [/WITH KEY = "(\w+)"/.exec(query)?.[1] ?? measurement]
	const unknown = [...names, ...keys].filter(name => !known.has(name))
	return [...(found.length === 0 ? [measurement] : []), ...unknown]
}
