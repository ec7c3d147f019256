import type {FieldSpec, FieldValue} from '../metrics/model.ts'

const INT64_MAX = 2n ** 63n - 1n
const INT64_MIN = -(2n ** 63n)

/**
 * A field's value as the catalogue types it, whatever the JS type it came in, because the type of a field must never
 * change between polls: bigint for whole numbers (rounded if need be; flags are 1 and 0), a finite number for floats (or
 * a bigint, which keeps every digit), text for the rest. Undefined for what no format can print. A field that the catalogue does not know keeps its type.
 */
export function toCatalogueType(value: FieldValue, spec: FieldSpec | undefined): FieldValue | undefined {
	if (spec === undefined) return typeof value === 'number' ? toFloat(value) : value
	if (!('value' in spec)) return String(value)
	if (typeof value === 'string') return undefined
	switch (spec.value) {
		case 'flag':
			return Number.isNaN(value) ? undefined : value ? 1n : 0n
		case 'int':
			return toInteger(value)
		case 'float':
			return typeof value === 'bigint' ? value : toFloat(Number(value))
	}
}

function toInteger(value: bigint | number | boolean): bigint | undefined {
	if (typeof value === 'number' && !Number.isFinite(value)) return undefined
	const integer = BigInt(typeof value === 'number' ? Math.round(value) : value)
	return integer >= INT64_MIN && integer <= INT64_MAX ? integer : undefined
}

/** Without negative zero, which reads as a fault where it is seen. */
function toFloat(value: number): number | undefined {
	if (!Number.isFinite(value)) return undefined
	return value === 0 ? 0 : value
}

/** The entries of a record, sorted by key: the order in which tags and fields are printed. */
export function sorted<T>(record: Readonly<Record<string, T>>): [key: string, value: T][] {
	return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))
}

/**
 * What `arrange` makes of the sorted keys of a record. Records that follow each other mostly have the same keys: they are
 * sorted and arranged once.
 */
export function keyOrder<T>(
	arrange: (keys: readonly string[]) => T,
): (record: Readonly<Record<string, unknown>>) => T {
	let known: readonly string[] = []
	let arranged = arrange(known)
	return record => {
		const keys = Object.keys(record)
		if (!isEqual(keys, known)) {
			known = keys
			arranged = arrange(keys.toSorted())
		}
		return arranged
	}
}

function isEqual(some: readonly string[], others: readonly string[]): boolean {
	if (some.length !== others.length) return false
	for (let index = 0; index < some.length; index++) if (some[index] !== others[index]) return false
	return true
}

export type PrintableField = readonly [key: string, value: FieldValue, spec: FieldSpec | undefined]

/** The fields of a point that can be printed, as the catalogue types them, sorted by key. */
export function printableFields(
	fields: Readonly<Record<string, FieldValue>>,
	specs: Readonly<Record<string, FieldSpec>>,
): PrintableField[] {
	const printable: PrintableField[] = []
	for (const key of Object.keys(fields).sort()) {
		const value = fields[key]
		const spec = specs[key]
		const typed = value === undefined ? undefined : toCatalogueType(value, spec)
		if (typed !== undefined) printable.push([key, typed, spec])
	}
	return printable
}
