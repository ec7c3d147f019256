import fc from 'fast-check'
import type {FieldSpec, FieldValue, Measurement, Point} from '../src/metrics/model.ts'

/** Characters that some format gives a meaning to, among ordinary ones. */
const nasty = fc.constantFrom(
	...'abZ09_ ,;=~"\'\\#{}<>.|\t\n\r\u0000\u001b\u007f\u0085\u00a0\u2028\ufeffé📶',
	'\ud83d',
)
const text = fc.oneof(
	fc.array(nasty, {maxLength: 12}).map(all => all.join('')),
	fc.string({unit: 'binary'}),
)
const key = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/).filter(name => name !== 'time')

const specs: readonly FieldSpec[] = [
	{type: 'counter', value: 'int', help: 'Counted.'},
	{type: 'gauge', value: 'int', help: 'Whole.'},
	{type: 'gauge', value: 'float', help: 'Measured.'},
	{type: 'gauge', value: 'flag', help: 'Yes or no.'},
	{type: 'info', help: 'State.'},
	{type: 'text', help: 'Free text.'},
]
const value: fc.Arbitrary<FieldValue> = fc.oneof(
	fc.bigInt({min: -(2n ** 65n), max: 2n ** 65n}),
	fc.double(),
	fc.integer(),
	fc.boolean(),
	text,
)

const measurement: fc.Arbitrary<Measurement> = fc.record({
	name: key,
	help: fc.constant('Something measured.'),
	tags: fc.constant({}),
	fields: fc.dictionary(key, fc.constantFrom(...specs), {minKeys: 1, maxKeys: 6}),
})

/** Any point of any catalogue: foreign text in tags and fields, and values that are not what the catalogue says. */
export const anyPoint: fc.Arbitrary<Point> = measurement.chain(one =>
	fc.record({
		measurement: fc.constant(one),
		tags: fc.dictionary(key, text, {maxKeys: 4}).map(plain),
		fields: fc
			.record(Object.fromEntries(Object.keys(one.fields).map(name => [name, value])), {requiredKeys: []})
			.map(plain),
		timestamp: fc.bigInt({min: -(2n ** 60n), max: 2n ** 62n}),
	}),
)

/** fast-check's records have no prototype, which toEqual would take for a difference. */
function plain<T>(record: Readonly<Record<string, T | undefined>>): Record<string, T> {
	return {...record} as Record<string, T>
}
