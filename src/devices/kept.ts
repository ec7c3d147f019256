import fs from 'node:fs'
import path from 'node:path'
import {describe} from '../errors.ts'
import type {Documents} from '../state/index.ts'
import type {PollContext} from './device.ts'

/** What of a poll's context the store needs. */
export type KeptContext = Pick<
	PollContext,
	'replaying' | 'stateDir' | 'statePlaces' | 'clock' | 'log' | 'signal'
>

/** Longest wait for another poll that writes the store, in milliseconds. */
const WAIT_MS = 500

/**
 * Reads and writes what one poll leaves for the next, in one transaction of the store. Undefined, and a warning, where the
 * store cannot be used: no poll fails for it. A replay neither reads nor writes it.
 */
export async function withKept<T>(
	context: KeptContext,
	work: (documents: Documents) => T,
): Promise<T | undefined> {
	const {replaying, clock, log, signal} = context
	const folder = replaying ? undefined : await context.stateDir()
	if (folder === undefined) return undefined
	try {
		const {openState} = await import('../state/index.ts')
		const state = await openState(folder, {clock, log, signal, waitMs: WAIT_MS})
		try {
			return await state.transaction(({documents}) => work(documents))
		} finally {
			state.close()
		}
	} catch (error) {
		signal.throwIfAborted()
		log.warn(describe(error))
		return undefined
	}
}

/** Whether there is a store that can hold something: one that would only be made says nothing. */
export async function hasKept({replaying, statePlaces}: KeptContext): Promise<boolean> {
	if (replaying) return false
	const {STATE_FILE} = await import('../state/index.ts')
	return statePlaces.some(place => isWritable(path.join(place, STATE_FILE)))
}

/** Whether something could be kept; where not, `withKept` would say so, which is too much of what can be done without. */
export function canKeep({replaying, statePlaces}: KeptContext): boolean {
	return (
		!replaying &&
		statePlaces.some(place => {
			const folder = existing(place)
			return isWritable(folder) && fs.statSync(folder).isDirectory()
		})
	)
}

/** The folder, or the one in which it would be made. */
function existing(place: string): string {
	const parent = path.dirname(place)
	return fs.existsSync(place) || parent === place ? place : existing(parent)
}

function isWritable(file: string): boolean {
	try {
		fs.accessSync(file, fs.constants.W_OK)
		return true
	} catch {
		return false
	}
}
