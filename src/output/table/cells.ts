import type {FieldSpec, FieldValue} from '../../metrics/model.ts'
import {unitOf} from '../../metrics/names.ts'
import {toCatalogueType} from '../value.ts'
import type {Style} from './line.ts'
import {formatDuration, scale, withDecimals} from './number.ts'
import {printable} from './width.ts'

/** What stands in one place of a table. */
export interface Cell {
	readonly text: string
	readonly style?: Style | undefined
}

/** Values that belong together, in one unit. */
export interface Cells {
	readonly cells: readonly (Cell | undefined)[]
	readonly unit: string
	readonly align: 'left' | 'right'
}

/**
 * Formats the values of one field that will stand beside or below each other: with one unit, prefix and number of
 * decimals. What is absent stays absent. `now`, in nanoseconds, is when the values were read.
 */
export function formatCells(
	values: readonly (FieldValue | undefined)[],
	field: string,
	spec: FieldSpec | undefined,
	now: bigint | undefined,
): Cells {
	const typed = values.map(value => (value === undefined ? undefined : toCatalogueType(value, spec)))
	if (isFlag(spec)) {
		return {
			cells: typed.map(value => (value === undefined ? undefined : flag(field, value))),
			unit: '',
			align: 'left',
		}
	}
	const numbers = typed.filter(value => typeof value === 'bigint' || typeof value === 'number')
	if (numbers.length === 0) {
		const cells = typed.map(value => (value === undefined ? undefined : {text: printable(String(value))}))
		return {cells, unit: '', align: 'left'}
	}
	const {texts, unit} = formatNumbers(numbers, field, spec, now)
	let next = 0
	const cells = typed.map(value => {
		if (typeof value !== 'bigint' && typeof value !== 'number') return undefined
		const text = texts[next++] ?? ''
		return {text, style: Number(value) === 0 ? ('faint' as const) : undefined}
	})
	return {cells, unit, align: 'right'}
}

const isFlag = (spec: FieldSpec | undefined): boolean =>
	spec !== undefined && 'value' in spec && spec.value === 'flag'

function flag(field: string, value: FieldValue): Cell {
	const isSet = Boolean(value)
	const style = field === 'up' ? (isSet ? 'good' : 'bad') : undefined
	return {text: isSet ? 'yes' : 'no', style}
}

function formatNumbers(
	values: readonly (bigint | number)[],
	field: string,
	spec: FieldSpec | undefined,
	now: bigint | undefined,
): {texts: string[]; unit: string} {
	const unit = spec === undefined ? '' : unitOf(field, spec)
	const isGauge = spec?.type === 'gauge'
	if (unit === 's' && isGauge) return durations(values.map(Number))
	if (unit === 'bit/s' && isGauge) {
		const {texts, prefix} = scale(values.map(Number))
		return {texts, unit: `${prefix}${unit}`}
	}
	if (field.endsWith('_ratio'))
		return {
			texts: withDecimals(
				values.map(value => Number(value) * 100),
				2,
			),
			unit: '%',
		}
	if (unit === 'Unix s' && now !== undefined) {
		const seconds = Number(now / 1_000_000_000n)
		return {texts: values.map(value => `${formatDuration(seconds - Number(value))} ago`), unit: ''}
	}
	return {texts: withDecimals(values, 3), unit}
}

/** Words from a minute on; below, a number in the unit that suits the largest. */
function durations(seconds: readonly number[]): {texts: string[]; unit: string} {
	const largest = Math.max(...seconds.map(Math.abs))
	if (largest >= 60) return {texts: seconds.map(formatDuration), unit: ''}
	const [unit, factor] =
		largest === 0 || largest >= 1 ? ['s', 1] : largest >= 0.001 ? ['ms', 1e3] : ['µs', 1e6]
	return {
		texts: withDecimals(
			seconds.map(value => value * Number(factor)),
			3,
		),
		unit: String(unit),
	}
}
