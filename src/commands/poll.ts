import type {Configuration} from '../config/configuration.ts'
import type {GlobalOptions} from '../config/global.ts'
import type {Device} from '../devices/device.ts'
import {ExitCode, exitCodeOf} from '../errors.ts'
import {wantsEvents} from '../events/wanted.ts'
import type {Io} from '../io.ts'
import type {Log} from '../log.ts'
import {openConversation, writeCapture} from './capture.ts'
import {Interrupted, interruptOf} from './interrupt.ts'
import {encoderOf, write} from './print.ts'
import {inOrder, type Outcome, runPoll, type Surroundings} from './run.ts'

export interface PollRequest {
	readonly device: Device
	readonly options: Readonly<Record<string, unknown>>
	readonly args: readonly string[]
	readonly global: GlobalOptions
	readonly secret: Surroundings['secret']
	readonly stateDir: Surroundings['stateDir']
	readonly statePlaces: readonly string[]
	readonly configuration?: Configuration | undefined
}

/** The subcommand of any device: one poll, one encoding, one write; or many with `--interval`. Returns the exit status. */
export async function pollCommand(request: PollRequest, io: Io, log: Log): Promise<number> {
	const {device, options, args, global} = request
	const source = device.source(options, args)
	const kind = device.kind?.(options, args) ?? device.name
	const interrupt = interruptOf(io)
	try {
		const {conversation, problem} = openConversation(global.replay, global.capture, device.name)
		const secrets: string[] = []
		const hide = (secret: string) => {
			secrets.push(secret)
			log.hide(secret)
		}
		const around: Surroundings = {
			...request,
			device: {...device, name: kind},
			io,
			log: {...log, hide},
			async secret(name, patience) {
				const secret = await request.secret(name, patience)
				if (secret !== undefined) secrets.push(secret)
				return secret
			},
			conversation,
			source,
			timeoutMs: global.timeout - reserveMs(request),
			tags: global.tag,
			interrupt: interrupt.signal,
		}
		const save = async () => {
			if (global.capture !== undefined) await writeCapture(global.capture, device, conversation, secrets)
		}
		if (options.interval !== undefined || options.count !== undefined) {
			if (problem !== undefined) throw problem
			const {watch} = await import('./watch.ts')
			return await watch(around, await device.load(), options, global).finally(save)
		}
		const watched =
			!conversation.replaying && (device.restsOnState || wantsEvents(global.stateDir, request.configuration))
		const outcome = await runPoll({...around, startedAt: 0}, async context => {
			if (problem !== undefined) throw problem
			const {poll} = await device.load()
			await poll(options, context)
		})
		const reason: unknown = interrupt.signal.reason
		const noted =
			watched && reason === undefined
				? await (await import('./events-of-poll.ts')).noteOutcome(
						{...request, device: around.device},
						source,
						outcome,
						io,
						log,
					)
				: undefined
		try {
			if (!(reason instanceof Interrupted && reason.by === 'SIGINT')) {
				const encode = await encoderOf(global, io)
				await write(encode(inOrder(outcome, noted?.points ?? outcome.points)), global, io)
			}
			await noted?.deliver(interrupt.signal)
		} finally {
			noted?.close()
		}
		await save()
		if (reason instanceof Interrupted) return reason.by === 'SIGINT' ? reason.exitCode : ExitCode.ok
		const forgotten = device.restsOnState ? noted?.problem() : undefined
		const isWorse = forgotten !== undefined && outcome.exitCode === ExitCode.ok
		return exitStatus(isWorse ? {...outcome, exitCode: exitCodeOf(forgotten)} : outcome, global)
	} finally {
		interrupt.stop()
	}
}

/** Time that is kept back for notifications, if there may be some, so that a device that hangs does not use it up. */
function reserveMs({global, configuration}: PollRequest): number {
	const hasTargets = (configuration?.entries('notify').size ?? 0) > 0
	return hasTargets ? Math.min(1000, global.timeout / 4) : 0
}

function exitStatus({result, exitCode}: Outcome, global: GlobalOptions): number {
	if (result === 'partial' && global.strict) return ExitCode.partial
	return global.exitZero ? ExitCode.ok : exitCode
}
