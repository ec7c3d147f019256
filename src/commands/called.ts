import type {Catalog} from '../catalog.ts'
import type {RunState} from '../cli.ts'
import {commonOptions, globalOptions} from '../config/global.ts'
import {toEnv} from '../config/options.ts'
import {environmentLayer, type Layer, resolveOptions} from '../config/resolve.ts'
import type {Device} from '../devices/device.ts'
import type {Io} from '../io.ts'
import {createLog, logFormat, logLevel} from '../log.ts'
import type {Command} from './command.ts'

/** What the command line asks for; `given` looks up its options. */
export type Called =
	| {readonly kind: 'poll'; readonly device: Device; readonly args: readonly string[]; readonly given: Layer}
	| {
			readonly kind: 'command'
			readonly command: Command
			readonly args: readonly string[]
			readonly given: Layer
	  }

/** Settles the options of what was called, option over environment over file over default, and runs it. */
export async function runCalled(called: Called, catalog: Catalog, io: Io, state: RunState): Promise<void> {
	const {args, given} = called
	const common = environmentLayer(io.env, key => toEnv(key))
	const early = resolveOptions(commonOptions, [given, common])
	state.log = createLog(io, {format: logFormat(early.logFormat, io), level: logLevel(early)})
	const stateDir = async () => undefined

	if (called.kind === 'command') {
		const {command} = called
		const own = environmentLayer(io.env, key => toEnv(key, command.path[0]))
		const options = resolveOptions(command.options, [given, own])
		const {run} = await command.load()
		const around = {io, log: state.log, ...catalog, configFile: early.config, stateDir}
		state.status = await run(options, args, around)
		return
	}
	const {device} = called
	const own = environmentLayer(io.env, key => toEnv(key, device.name))
	const global = resolveOptions(globalOptions, [given, common])
	const options = resolveOptions(device.options, [given, own])
	const {pollCommand} = await import('./poll.ts')
	const request = {device, options, args, global, secret: async () => undefined, stateDir}
	state.status = await pollCommand(request, io, state.log)
}
