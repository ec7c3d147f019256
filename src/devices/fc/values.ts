import {duration} from '../../config/values.ts'
import {UsageError} from '../../errors.ts'
import {EXPORTER_TITLE, type KeyColumns} from './table/columns.ts'

/** Readers of the option values that only this device has. */

/** Whole seconds from a duration; 0 is one too. */
export const seconds = (text: string): number => (text.trim() === '0' ? 0 : Math.round(duration(text) / 1000))

/** `Exporter Address,Interface`: the titles of the columns that make up the key. */
export function keyColumns(text: string): KeyColumns {
	const titles = text.split(',').map(title => title.trim())
	const [first, second] = titles
	if (titles.length > 2 || titles.includes('') || first === undefined) {
		throw new UsageError(
			`"${text}" is no key: use the title of the exporter's column, or "${EXPORTER_TITLE},Interface"`,
		)
	}
	return {exporter: first, interface: second}
}

/** The name of a set of collectors: it is part of a file name. */
export function siteName(text: string): string {
	if (/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(text)) return text
	throw new UsageError(`"${text}" is no name: use letters, digits, "_", "." and "-"`)
}

/** Seconds of a clock that is set from outside. */
export function clockSeconds(text: string): number {
	if (/^\d{1,11}(\.\d+)?$/.test(text)) return Number(text)
	throw new UsageError(`"${text}" is no time: use seconds`)
}
