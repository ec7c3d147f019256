import os from 'node:os'
import {ConfigError, ExitCode, exitCodeOf, LinestatError} from '../../errors.ts'
import {messagesOf} from '../../notify/messages.ts'
import {sendAll, words} from '../../notify/send.ts'
import {targetsOf} from '../../notify/targets.ts'
import type {CommandSurroundings} from '../command.ts'

/** Sends one message to each target, whatever its hours and kinds are. Status 0 where all have taken it. */
export async function run(
	_options: unknown,
	names: readonly string[],
	{io, log, configuration}: CommandSurroundings,
): Promise<number> {
	const all = targetsOf(configuration, io, log)
	if (all.length === 0) {
		throw new ConfigError('There is no notification target', {
			hint: 'Write one under "notify" in the configuration file (docs/events.md)',
		})
	}
	const unknown = names.filter(name => !all.some(target => target.name === name))
	if (unknown.length > 0) {
		throw new ConfigError(`There is no notification target ${unknown.join(', ')}`, {
			hint: `There are ${all.map(({name}) => name).join(', ')}`,
		})
	}
	const event = {
		id: 0,
		kind: 'test',
		device: 'linestat',
		source: os.hostname(),
		subject: {},
		time: Number(io.clock.now() / 1_000_000n),
		message: `This is a test of the notifications of linestat on ${os.hostname()}`,
		deliveries: {},
	}
	let status: number = ExitCode.ok
	const targets = all.filter(({name}) => names.length === 0 || names.includes(name))
	await Promise.all(
		targets.map(async target => {
			const {name, what, timeoutMs} = target
			try {
				await sendAll(target, messagesOf([event], 1, 0), {
					clock: io.clock,
					log,
					timeoutMs,
					sent() {},
					refused(_messages, reason) {
						throw reason
					},
				})
				io.out(`${name}: sent to ${what}\n`)
			} catch (error) {
				status = error instanceof LinestatError ? exitCodeOf(error) : ExitCode.connect
				log.error(`${name}: ${words(error)}`)
			}
		}),
	)
	return status
}
