import fs from 'node:fs'
import type {GlobalOptions} from '../config/global.ts'
import {formatCapture, liveConversation, replayedConversation} from '../conversation.ts'
import type {Device, PollContext} from '../devices/device.ts'
import {ExitCode} from '../errors.ts'
import type {Io} from '../io.ts'
import type {Log} from '../log.ts'
import {Interrupted, interruptOf} from './interrupt.ts'
import {encoderOf, write} from './print.ts'
import {type Outcome, runPoll, type Surroundings} from './run.ts'

export interface PollRequest {
	readonly device: Device
	readonly options: Readonly<Record<string, unknown>>
	readonly args: readonly string[]
	readonly global: GlobalOptions
	readonly secret: Surroundings['secret']
	readonly stateDir: Surroundings['stateDir']
}

/** The subcommand of any device: one poll, one encoding, one write; or many with `--interval`. Returns the exit status. */
export async function pollCommand(request: PollRequest, io: Io, log: Log): Promise<number> {
	const {device, options, args, global} = request
	const interrupt = interruptOf(io)
	try {
		const conversation =
			global.replay === undefined ? liveConversation() : replayedConversation(global.replay, device.name)
		const module = await device.load()
		const around: Surroundings = {
			...request,
			io,
			log,
			conversation,
			source: device.source(options, args),
			timeoutMs: global.timeout,
			tags: global.tag,
			interrupt: interrupt.signal,
		}
		const save = () => {
			if (global.capture === undefined) return
			fs.writeFileSync(global.capture, formatCapture(device.name, conversation.exchanges), {mode: 0o600})
		}
		if (options.interval !== undefined || options.count !== undefined) {
			const {watch} = await import('./watch.ts')
			return await watch(around, module, options, global).finally(save)
		}
		const poll = (context: PollContext) => module.poll(options, {...context, args})
		const outcome = await runPoll({...around, startedAt: 0}, poll)
		save()
		const reason: unknown = interrupt.signal.reason
		if (reason instanceof Interrupted && reason.by === 'SIGINT') return reason.exitCode
		const encode = await encoderOf(global, io)
		await write(encode(outcome.points), global, io)
		return reason instanceof Interrupted ? ExitCode.ok : exitStatus(outcome, global)
	} finally {
		interrupt.stop()
	}
}

function exitStatus({result, exitCode}: Outcome, global: GlobalOptions): number {
	if (result === 'partial' && global.strict) return ExitCode.partial
	return global.exitZero ? ExitCode.ok : exitCode
}
