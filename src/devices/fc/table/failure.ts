import {type ErrorDetails, ParseError} from '../../../errors.ts'

/** How the read of a collector's file ended. Everything but `ok` is no news of any exporter. */
export type ReadResult = 'ok' | 'fail' | 'gone' | 'empty' | 'torn' | 'stale'

/** The file was there, and is not to be believed. */
export class TableError extends ParseError {
	readonly reading: ReadResult

	constructor(reading: 'empty' | 'torn' | 'stale', message: string, details: ErrorDetails = {}) {
		super(message, details)
		this.reading = reading
	}
}

export const torn = (what: string): TableError => new TableError('torn', what)
