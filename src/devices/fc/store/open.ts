import fs from 'node:fs'
import path from 'node:path'
import {ConfigError} from '../../../errors.ts'
import {
	openState,
	openStateForReading,
	STATE_FILE,
	type State,
	type Transaction,
} from '../../../state/index.ts'
import type {PollContext} from '../../device.ts'
import {lockSite, SiteBusyError} from './lock.ts'
import {fcSchema} from './schema.ts'
import type {Database} from './site.ts'

/** What is kept between the polls of a site. */
export interface Store extends Disposable {
	/** Undefined where nothing can be read. */
	read<T>(work: (database: Database) => T): Promise<T | undefined>
	/** Whether it could be saved. */
	save(work: (transaction: Transaction) => void): Promise<boolean>
}

/** Longest wait for another poll of the same collectors. */
const LOCK_MS = 5000

/**
 * Locks a site and opens its state. What goes wrong costs the memory and never the output: it makes the poll a failed one,
 * and what the polls before have left is still read where that is possible. Throws `SiteBusyError`.
 */
export async function openStore(
	folder: string | undefined,
	site: string,
	context: PollContext,
): Promise<Store> {
	const {clock, log, signal, remaining, statePlaces} = context
	let isBroken = folder === undefined
	const failing = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
		try {
			return await work()
		} catch (error) {
			if (!(error instanceof ConfigError) || error instanceof SiteBusyError) throw error
			isBroken = true
			context.fail(error)
			return undefined
		}
	}
	const waitMs = Math.min(LOCK_MS, remaining() / 2)
	const lock =
		folder === undefined ? undefined : await failing(() => lockSite(folder, site, {clock, signal, waitMs}))
	const options = {clock, log, signal, schemas: [fcSchema]}
	let state: State | undefined
	try {
		state = folder === undefined ? undefined : await failing(() => openState(folder, options))
		const place = folder ?? statePlaces.find(one => fs.existsSync(path.join(one, STATE_FILE)))
		if (place !== undefined) state ??= openStateForReading(place, options)
	} catch (error) {
		lock?.[Symbol.dispose]()
		throw error
	}
	return {
		read: work => failing(async () => await state?.transaction(({database}) => work(database))),
		async save(work) {
			// What could not be read must not be written over.
			if (!isBroken) await failing(async () => await state?.transaction(work))
			if (state?.movedAside !== undefined) {
				context.fail(
					new ConfigError(`What was remembered is in ${state.movedAside}, damaged`, {
						hint: 'This poll began anew',
					}),
				)
			}
			return !isBroken
		},
		[Symbol.dispose]() {
			state?.close()
			lock?.[Symbol.dispose]()
		},
	}
}
