import {describe, expect, it} from 'vitest'
import {loadDevices} from '../../src/devices/index.ts'
import {linestatEvent} from '../../src/metrics/event.ts'
import type {FieldSpec, Measurement} from '../../src/metrics/model.ts'
import {infoName, prometheusName} from '../../src/metrics/names.ts'
import {linestatPoll, linestatSection} from '../../src/metrics/poll.ts'

const devices = await loadDevices()

/** The promises of a public contract, over every measurement of every device. */
const catalogue: Measurement[] = [
	...new Set([
		linestatPoll,
		linestatSection,
		linestatEvent,
		...devices.flatMap(({measurements}) => measurements),
	]),
]
const fields = catalogue.flatMap(measurement =>
	Object.entries(measurement.fields).map(([field, spec]) => ({measurement, field, spec})),
)

const NAME = /^[a-z][a-z0-9_]*$/
/** Words that consumers give a meaning of their own. */
const RESERVED_TAGS = ['time', 'host', 'job', 'instance', 'le', 'quantile']
/** Names that freebox-monitoring uses for a tag and a field at once, kept for the databases that it filled. */
const BOTH = ['xdsl_status', 'xdsl_modulation', 'call_contact_id']
/** Parts of a metric name that promtool's linter refuses: units that are not base units, abbreviated units. */
const LINTED =
	/^(bits|minutes?|hours?|days?|weeks?|fahrenheit|kelvins?|inch(es)?|miles?|feet|yards?|s|ms|us|ns|sec|b|kb|mb|gb|tb|pb|m|h|d)$/
const LINTED_PREFIX =
	/^(milli|micro|nano|centi|deci|kilo|mega|giga|tera|peta|kibi|mebi|gibi)(seconds?|bytes?|bits?|met(er|re)s?|grams?|volts?|amperes?|joules?|celsius)$/

describe.each(catalogue.map(one => [one.name, one] as const))('%s', (_name, {name, help, tags, fields}) => {
	it('has names that every format can write', () => {
		expect([name, ...Object.keys(tags), ...Object.keys(fields)].filter(one => !NAME.test(one))).toEqual([])
	})

	it('has no tag or field that a consumer reserves, and none twice', () => {
		expect(
			Object.keys(tags).filter(tag => RESERVED_TAGS.includes(tag) || (tag in fields && !BOTH.includes(tag))),
		).toEqual([])
		expect(Object.keys(fields)).not.toContain('time')
	})

	it('has fields', () => {
		expect(Object.keys(fields)).not.toEqual([])
	})

	it('says what everything is in sentences', () => {
		const helps = [help, ...Object.values(tags), ...Object.values(fields).map(spec => spec.help)]
		expect(helps.filter(text => !isSentence(text))).toEqual([])
	})
})

/** A sentence may begin with a value that is written in lower case, as "showtime, 15m or 1d." */
const isSentence = (text: string): boolean =>
	/^[\p{Lu}\d].*[^.]\.$|^[a-z0-9]+( \(|,| or ).*[^.]\.$/su.test(text)

it('gives every Prometheus name to one field', () => {
	const names = fields
		.filter(({spec}) => 'value' in spec)
		.map(({measurement, field, spec}) => prometheusName(measurement, field, spec))
	names.push(...new Set(catalogue.filter(hasInfo).map(infoName)))
	expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
})

const hasInfo = ({fields}: Measurement): boolean => Object.values(fields).some(({type}) => type === 'info')

it('has only Prometheus names that promtool passes', () => {
	const numbers = fields.filter(({spec}) => 'value' in spec)
	const linted = numbers.filter(({measurement, field, spec}) => {
		const name = prometheusName(measurement, field, spec)
		if (spec.type === 'gauge' && /_(total|count|sum|bucket|info)$/.test(name)) return true
		if (/_total_total$|_(count|sum|bucket)_total$/.test(name)) return true
		return name
			.split('_')
			.some(part => LINTED.test(part) || LINTED_PREFIX.test(part) || ['gauge', 'counter'].includes(part))
	})
	expect(linted.map(({measurement, field}) => `${measurement.name} ${field}`)).toEqual([])
})

/** InfluxDB refuses a point whose field has another type than before, whichever device it came from. */
it('gives a field of a measurement one type, and points of one name one help', () => {
	const types = new Map<string, string>()
	const differing = fields.filter(({measurement, field, spec}) => {
		const key = `${measurement.name} ${field}`
		const known = types.get(key) ?? typeOf(spec)
		types.set(key, known)
		return known !== typeOf(spec)
	})
	expect(differing.map(({measurement, field}) => `${measurement.name} ${field}`)).toEqual([])
	const helps = new Map(catalogue.map(({name, help}) => [name, help]))
	expect(catalogue.filter(({name, help}) => helps.get(name) !== help).map(({name}) => name)).toEqual([])
})

const typeOf = (spec: FieldSpec): string => ('value' in spec ? `${spec.type} ${spec.value}` : 'text')
