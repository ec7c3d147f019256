import fs from 'node:fs'
import type {GlobalOptions} from '../config/global.ts'
import {formatCapture, liveConversation, replayedConversation} from '../conversation.ts'
import type {Device} from '../devices/device.ts'
import {ExitCode, LinestatError} from '../errors.ts'
import type {Io} from '../io.ts'
import type {Log} from '../log.ts'
import {loadEncoder} from '../output/index.ts'
import {type Outcome, runPoll, type Surroundings} from './run.ts'

export interface PollRequest {
	readonly device: Device
	readonly options: Readonly<Record<string, unknown>>
	readonly args: readonly string[]
	readonly global: GlobalOptions
	readonly secret: Surroundings['secret']
	readonly stateDir: Surroundings['stateDir']
}

/** The subcommand of any device: one poll, one encoding, one write. Returns the exit status. */
export async function pollCommand(request: PollRequest, io: Io, log: Log): Promise<number> {
	const {device, options, args, global} = request
	const interrupt = new AbortController()
	let interrupted: 'SIGTERM' | 'SIGINT' | undefined
	const stopListening = io.onInterrupt(cause => {
		if (typeof cause === 'string') interrupted ??= cause
		interrupt.abort(typeof cause === 'string' ? new Interrupted(`Ended by ${cause}`) : cause)
	})
	try {
		const conversation =
			global.replay === undefined ? liveConversation() : replayedConversation(global.replay, device.name)
		const {poll} = await device.load()
		const around: Surroundings = {
			...request,
			io,
			log,
			conversation,
			source: device.source(options, args),
			timeoutMs: global.timeout,
			tags: global.tag,
			interrupt: interrupt.signal,
			startedAt: 0,
		}
		const outcome = await runPoll(around, context => poll(options, {...context, args}))
		if (global.capture !== undefined) {
			fs.writeFileSync(global.capture, formatCapture(device.name, conversation.exchanges), {mode: 0o600})
		}
		if (interrupted === 'SIGINT') return ExitCode.interrupted
		await print(outcome, global, io)
		return interrupted === 'SIGTERM' ? ExitCode.ok : exitStatus(outcome, global)
	} finally {
		stopListening()
	}
}

/** The process was told to end. What was read is printed, so this is no failure of the device. */
class Interrupted extends LinestatError {
	readonly exitCode = ExitCode.terminated
	readonly result = 'timeout'
}

async function print(outcome: Outcome, global: GlobalOptions, io: Io): Promise<void> {
	const format = global.format ?? (io.stdout.isTTY && global.output === undefined ? 'table' : 'influx')
	const encode = await loadEncoder(format)
	const color = io.stdout.isTTY && !global.noColor && !io.env.NO_COLOR && io.env.TERM !== 'dumb'
	const text = encode(outcome.points, {timestamp: global.timestamp, columns: io.stdout.columns, color})
	if (global.output === undefined) return io.out(text)
	const {writeOutput} = await import('../output/file.ts')
	await writeOutput(global.output, text)
}

function exitStatus({result, exitCode}: Outcome, global: GlobalOptions): number {
	if (result === 'partial' && global.strict) return ExitCode.partial
	return global.exitZero ? ExitCode.ok : exitCode
}
