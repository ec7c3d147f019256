import type {PollContext} from '../device.ts'
import type {Section} from './models.ts'
import type {ModemOptions, PollOptions} from './options.ts'
import type {Reading} from './reading.ts'

export const ACTIONS = ['resync', 'reboot', 'line-down', 'line-up'] as const
export type Action = (typeof ACTIONS)[number]

/** What an action takes from the command around it. */
export type ActionContext = Pick<
	PollContext,
	'signal' | 'remaining' | 'log' | 'env' | 'secret' | 'stateDir' | 'statePlaces'
>

/** One family of modems: how it is read, and what it can be told to do. */
export interface Model {
	read(sections: readonly Section[], options: PollOptions, context: PollContext): Promise<Reading>
	/** Interrupts the line or the box. Each ends when the modem has taken the order, before it is carried out. */
	readonly actions: Partial<Record<Action, (options: ModemOptions, context: ActionContext) => Promise<void>>>
}
