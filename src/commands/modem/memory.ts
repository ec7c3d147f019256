import type {Action} from '../../devices/modem/model.ts'
import {ConfigError} from '../../errors.ts'
import {integer, object, text} from '../../json.ts'
import type {State, Transaction} from '../../state/index.ts'
import type {CommandSurroundings} from '../command.ts'

/** Who was told what. */
export interface Order {
	readonly device: string
	readonly source: string
	readonly action: Action
}

/** When a modem was interrupted last. */
export interface Memory {
	/** Throws `ConfigError` where the last interruption is less than so many milliseconds ago. */
	throwIfTooSoon(order: Order, distance: number): Promise<void>
	/** Remembers an interruption, and keeps it among the events. */
	keep(order: Order, message: string): Promise<void>
	close(): void
}

/** The memory in the folder for state; without one nothing is remembered, which was told. */
export async function openMemory({io, log, stateDir}: CommandSurroundings): Promise<Memory> {
	const folder = await stateDir()
	let state: State | undefined
	if (folder !== undefined) {
		const {openState} = await import('../../state/index.ts')
		state = await openState(folder, {clock: io.clock, log})
	}
	return {
		async throwIfTooSoon({device, source, action}, distance) {
			// Up is what ends an interruption.
			if (action === 'line-up') return
			await state?.transaction(({documents, now}) => {
				const last = object(documents.get({device, source, key: 'action'}))
				const ago = now - Number(integer(last.time) ?? 0n)
				// A clock that was set back says nothing.
				if (ago < 0 || ago >= distance) return
				throw new ConfigError(
					`${source} was interrupted ${Math.round(ago / 1000)} s ago (${text(last.action) ?? 'action'})`,
					{
						hint: `Wait ${Math.ceil((distance - ago) / 1000)} s, or shorten --min-distance: often interrupted, the line gets slower`,
					},
				)
			})
		},
		async keep({device, source, action}, message) {
			await state?.transaction((transaction: Transaction) => {
				const {documents, events, now} = transaction
				if (action !== 'line-up') documents.set({device, source, key: 'action'}, {action, time: now})
				events.add({kind: 'action', device, source, subject: {}, time: now, to: action, message})
			})
		},
		close: () => state?.close(),
	}
}
