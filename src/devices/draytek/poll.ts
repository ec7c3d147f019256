import {ConnectError, ParseError} from '../../errors.ts'
import type {PollContext} from '../device.ts'
import {type Command, commands, questionOf} from './commands.ts'
import {familyOf} from './login/login.ts'
import type {DraytekOptions} from './options.ts'
import {draytekPoints} from './points.ts'
import type {Reading} from './reading.ts'
import {Session} from './session.ts'

/** One login, then one round trip per command; what one command costs or lacks is lost to no other. */
export async function poll(options: DraytekOptions, context: PollContext): Promise<void> {
	const session = new Session(options, context)
	const readings: Reading[] = []
	// Of commands that have two names the device knows the same one; which, its first answer tells.
	let name: 'first' | 'otherwise' | undefined

	const heard = () => session.heard()
	const answerTo = async (command: Command): Promise<Reading> => {
		const ask = () => session.askAll(command.type).catch(error => Promise.reject(tooSlow(error, command)))
		return command.parse(await context.exchange(questionOf(command), ask, heard))
	}
	const read = async (command: Command): Promise<void> => {
		const {otherwise = command} = command
		const names = name === undefined ? [command, otherwise] : [name === 'first' ? command : otherwise]
		let unknown: ParseError | undefined
		for (const one of new Set(names)) {
			try {
				readings.push(await answerTo(one))
				if (otherwise !== command) name = one === command ? 'first' : 'otherwise'
				return
			} catch (error) {
				if (!(error instanceof ParseError)) throw error
				unknown ??= error
			}
		}
		if (!command.optional) throw unknown
	}

	try {
		const family = familyOf(await context.exchange('login', () => session.logIn(), heard))
		const asked = [...options.sections, ...(options.bins === undefined ? [] : (['bins'] as const))]
		let failed = false
		for (const name of asked) {
			const list = commands[family][name]
			if (list !== undefined && !(await context.section(name, () => readAll(list, read)))) failed = true
		}
		if (readings.length === 0 && !failed) throw nothingKnown(asked)
		context.add(draytekPoints(readings, options.bins))
	} finally {
		await session.leave()
	}
}

/** The error of a poll that asked for nothing but what this model does not have. */
const nothingKnown = (asked: readonly string[]): ParseError =>
	new ParseError(`This model has nothing of what was asked for: ${asked.join(', ')}`, {
		hint: 'Ask with --sections for what it has, as status',
	})

/** The error of a command that is known to be slow says so. */
function tooSlow(error: unknown, {slow}: Command): unknown {
	if (slow === undefined || !(error instanceof ConnectError && error.result === 'timeout')) return error
	return new ConnectError(error.message, {result: 'timeout', hint: slow})
}

/** Reads every command, then throws what went wrong first. */
async function readAll(list: readonly Command[], read: (command: Command) => Promise<void>): Promise<[]> {
	const errors: unknown[] = []
	for (const command of list) await read(command).catch((error: unknown) => errors.push(error))
	if (errors.length > 0) throw errors[0]
	return []
}
