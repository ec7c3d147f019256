import {secretReader} from '../../config/secrets.ts'
import {startDeadline} from '../../deadline.ts'
import {modem} from '../../devices/modem/index.ts'
import {ACTIONS, type Action, type Model} from '../../devices/modem/model.ts'
import {MODELS, type ModelName, modelNamed} from '../../devices/modem/models.ts'
import {ConnectError, describe, ExitCode, UsageError} from '../../errors.ts'
import type {CommandModule, CommandSurroundings} from '../command.ts'
import {Interrupted, interruptOf} from '../interrupt.ts'
import {openMemory} from './memory.ts'
import type {ModemActOptions} from './options.ts'

/** What an action does to whoever uses the line. */
const EFFECTS: Readonly<Record<Action, string>> = {
	resync: 'the line is gone for 20 to 150 s, and may come back with another address',
	reboot: 'the modem and all that is behind it are gone for minutes',
	'line-down': 'the line stays down until line-up or a restart of the modem',
	'line-up': 'the line trains for 20 to 150 s',
}

/** The module of one action's command: 0 when the modem has taken the order, which it carries out by itself. */
export const commandFor = (action: Action): CommandModule<typeof import('./options.ts').modemActOptions> => ({
	run: (options, _args, around) => act(action, options, around),
})

async function act(action: Action, options: ModemActOptions, around: CommandSurroundings): Promise<number> {
	const {io, log} = around
	const name = modelNamed(options.model, [])
	const {host} = options
	const order = orderOf(action, name, await MODELS[name].load())
	const what = {device: MODELS[name].kind, source: host, action}
	const interrupt = interruptOf(io)
	const late = () =>
		new ConnectError(`${name} ${host} did not take the order within ${options.timeout / 1000} s`, {
			result: 'timeout',
			hint: 'Whether it is carried out is not known: look before another try',
		})
	const memory = await openMemory(around)
	try {
		await memory.throwIfTooSoon(what, options.minDistance)
		await confirm(action, name, options, around, interrupt.signal)
		const forget = await memory.reserve(what, options.minDistance)
		const endAt = io.clock.monotonic() + options.timeout
		const deadline = startDeadline(io.clock, endAt, late, io.after, interrupt.signal)
		const {signal} = deadline
		const secret = secretReader({device: modem, name: undefined, options, io, log})
		try {
			await order(options, {
				signal,
				remaining: deadline.remaining,
				log,
				env: io.env,
				secret: one => secret(one, {signal, pausing: deadline.pausing}),
				stateDir: around.stateDir,
				statePlaces: around.statePlaces,
			})
		} catch (error) {
			await forget().catch(failure => log.warn(describe(failure)))
			throw error
		} finally {
			deadline.clear()
		}
		io.out(`${name} ${host} has taken the order to ${wordsOf(action)}: ${EFFECTS[action]}\n`)
		await memory.keep(what, `${name} ${host} was told to ${wordsOf(action)}`)
		return ExitCode.ok
	} catch (error) {
		const reason: unknown = interrupt.signal.aborted ? interrupt.signal.reason : error
		if (reason instanceof Interrupted) return reason.exitCode
		throw reason
	} finally {
		interrupt.stop()
		memory.close()
	}
}

function orderOf(action: Action, name: ModelName, {actions}: Model) {
	const order = actions[action]
	if (order !== undefined) return order
	const known = ACTIONS.filter(one => actions[one] !== undefined)
	throw new UsageError(`${name} cannot be told to ${wordsOf(action)}`, {
		hint:
			known.length === 0
				? 'Nobody has recorded how its web pages do that: open them, and press the button'
				: `It knows ${known.join(', ')}`,
	})
}

/** Asks a person; where nobody is, `--yes` must have been given. */
async function confirm(
	action: Action,
	name: ModelName,
	{yes, host}: ModemActOptions,
	{io}: CommandSurroundings,
	signal: AbortSignal,
): Promise<void> {
	if (yes) return
	const question = `${name} ${host}: ${wordsOf(action)}? ${EFFECTS[action]}`
	if (!io.stdin.isTTY || !io.stderr.isTTY) {
		throw new UsageError(`Nobody is there to be asked whether to ${wordsOf(action)} ${host}`, {
			hint: 'If it is meant, add --yes',
		})
	}
	const answer = await io.ask(`${question}. Type yes to go on: `, signal)
	if (!/^y(es)?$/i.test(answer.trim())) throw new UsageError('Nothing was done: the answer was not yes')
}

const wordsOf = (action: Action): string =>
	({
		resync: 'sync anew',
		reboot: 'restart',
		'line-down': 'take its line down',
		'line-up': 'bring its line up',
	})[action]
