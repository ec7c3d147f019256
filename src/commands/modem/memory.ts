import type {Action} from '../../devices/modem/model.ts'
import {ConfigError} from '../../errors.ts'
import {integer, object, text} from '../../json.ts'
import type {DocumentKey, State, Transaction} from '../../state/index.ts'
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
	/**
	 * Remembers an interruption before it is ordered, so that of two at once one is refused; throws as above. Returns what
	 * forgets it again, for an order that the modem did not take.
	 */
	reserve(order: Order, distance: number): Promise<() => Promise<void>>
	/** Keeps what was done among the events. */
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
		async throwIfTooSoon(order, distance) {
			await state?.transaction(transaction => refuseTooSoon(order, distance, transaction))
		},
		async reserve(order, distance) {
			if (order.action === 'line-up') return async () => {}
			const key = keyOf(order)
			const before = await state?.transaction(transaction => {
				refuseTooSoon(order, distance, transaction)
				const {documents, now} = transaction
				const last = documents.get(key)
				documents.set(key, {action: order.action, time: now})
				return last
			})
			return async () => {
				await state?.transaction(({documents}) => {
					if (before === undefined) documents.delete(key)
					else documents.set(key, before)
				})
			}
		},
		async keep({device, source, action}, message) {
			await state?.transaction(({events, now}) => {
				events.add({kind: 'action', device, source, subject: {}, time: now, to: action, message})
			})
		},
		close: () => state?.close(),
	}
}

function refuseTooSoon(order: Order, distance: number, {documents, now}: Transaction): void {
	// Up is what ends an interruption.
	if (order.action === 'line-up') return
	const last = object(documents.get(keyOf(order)))
	const ago = now - Number(integer(last.time) ?? 0n)
	// A clock that was set back says nothing.
	if (ago < 0 || ago >= distance) return
	throw new ConfigError(
		`${order.source} was interrupted ${Math.round(ago / 1000)} s ago (${text(last.action) ?? 'action'})`,
		{
			hint: `Wait ${Math.ceil((distance - ago) / 1000)} s, or shorten --min-distance: often interrupted, the line gets slower`,
		},
	)
}

const keyOf = ({device, source}: Order): DocumentKey => ({device, source, key: 'action'})
