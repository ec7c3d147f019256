import type {LazyCatalog} from '../catalog.ts'
import type {RunState} from '../cli.ts'
import type {Configuration, ConfiguredDevice} from '../config/configuration.ts'
import {type CommonOptions, commonOptions, globalOptions, globalOptionsOf} from '../config/global.ts'
import {toEnv} from '../config/options.ts'
import {environmentLayer, type Layer, resolveOptions} from '../config/resolve.ts'
import {findConfig} from '../config/search.ts'
import {secretOptions} from '../config/secret-options.ts'
import {secretReader} from '../config/secrets.ts'
import {stateDirFinder, statePlaces} from '../config/state-dir.ts'
import type {Device} from '../devices/device.ts'
import {ConfigError} from '../errors.ts'
import type {Io} from '../io.ts'
import {createLog, type Log, logFormat, logLevel, type MovableLog} from '../log.ts'
import {logFile} from '../log-file.ts'
import type {Command} from './command.ts'
import {pollCommand} from './poll.ts'

/** What the command line asks for; `given` looks up its options. */
export type Called =
	| {readonly kind: 'poll'; readonly device: Device; readonly args: readonly string[]; readonly given: Layer}
	| {
			readonly kind: 'command'
			readonly command: Command
			readonly args: readonly string[]
			readonly given: Layer
	  }

/** Runs what was called. Its options are settled first: command line over environment over file over default. */
export async function runCalled(
	called: Called,
	catalog: LazyCatalog,
	io: Io,
	state: RunState,
): Promise<void> {
	const environment = environmentLayer(io.env, key => toEnv(key))
	const early = resolveOptions(commonOptions, [called.given, environment])
	state.log = logFor(early, io)
	if (called.kind === 'command') await runCommand(called, early, catalog, io, state)
	else await runPollOf(called, early, catalog, io, state)
}

async function runPollOf(
	{device, args, given}: Called & {kind: 'poll'},
	early: CommonOptions,
	catalog: LazyCatalog,
	io: Io,
	state: RunState,
): Promise<void> {
	const {name} = resolveOptions({name: globalOptions.name}, [given])
	const file = await readFile(early.config, catalog, io, state.log)
	const entry = name === undefined ? undefined : entryOf(name, device.name, file)
	const fileLayers = layersOf(file, entry)
	const shared = [given, environmentLayer(io.env, key => toEnv(key)), ...fileLayers]
	const own = [given, environmentLayer(io.env, key => toEnv(key, device.name)), ...fileLayers.slice(0, 1)]

	const resolved = resolveOptions(globalOptionsOf(device.timeoutMs), shared)
	state.log = logFor(resolved, io, state.log)
	// The later of two tags wins: the command line over the device over the defaults.
	const tag = [...(file?.defaults.tags ?? []), ...(entry?.tags ?? []), ...resolved.tag]
	const request = {
		device,
		options: resolveOptions(device.options, own),
		args: args.length > 0 ? args : (entry?.args ?? []),
		global: {...resolved, tag},
		secret: secretReader({
			device,
			name,
			options: resolveOptions(secretOptions(device.secrets), own),
			io,
			log: state.log,
		}),
		stateDir: stateDirFinder(resolved.stateDir, io.env, state.log),
		statePlaces: statePlaces(io.env, resolved.stateDir),
		configuration: file,
	}
	state.status = await pollCommand(request, io, state.log)
}

/** A command below a device takes what the device's entry in the file says, where their options have the same names. */
async function runCommand(
	{command, args, given}: Called & {kind: 'command'},
	early: CommonOptions,
	catalog: LazyCatalog,
	io: Io,
	state: RunState,
): Promise<void> {
	const [word] = command.path
	const file =
		command.readsConfiguration === false ? undefined : await readFile(early.config, catalog, io, state.log)
	const isBelowDevice = (await catalog.device(word)) !== undefined
	const {name} = resolveOptions({name: globalOptions.name}, isBelowDevice ? [given] : [])
	const entry = name === undefined ? undefined : entryOf(name, word, file)
	const fileLayers = layersOf(file, entry)
	const environment = environmentLayer(io.env, key => toEnv(key))
	const common = resolveOptions(commonOptions, [given, environment, ...fileLayers])
	state.log = logFor(common, io, state.log)
	const own = environmentLayer(io.env, key => toEnv(key, word))
	const options = resolveOptions(command.options, [given, own, ...fileLayers])
	const {run} = await command.load()
	state.status = await run(options, args, {
		io,
		log: state.log,
		catalog: await catalog.whole(),
		configFile: early.config,
		configuration: file,
		stateDir: stateDirFinder(common.stateDir, io.env, state.log),
		statePlaces: statePlaces(io.env, common.stateDir),
	})
}

/** The code that reads the file is loaded only where there is one. */
async function readFile(
	option: string | undefined,
	catalog: LazyCatalog,
	io: Io,
	log: Log,
): Promise<Configuration | undefined> {
	const place = findConfig(io.env, option)
	if (place === undefined) return undefined
	log.info(`Using the configuration file ${place.file}`)
	const {loadConfiguration} = await import('../config/file.ts')
	return loadConfiguration(place.file, await catalog.whole())
}

/** The layer of the entry comes first, also where there is none. */
function layersOf(file: Configuration | undefined, entry: ConfiguredDevice | undefined): readonly Layer[] {
	return [entry?.layer ?? (() => undefined), ...(file === undefined ? [] : [file.defaults.layer])]
}

function entryOf(name: string, kind: string, file: Configuration | undefined): ConfiguredDevice {
	if (file === undefined) {
		throw new ConfigError(`There is no configuration file that could name "${name}"`, {
			hint: 'linestat config path says where it is looked for',
		})
	}
	const entry = file.devices.get(name)
	if (entry?.kind === kind) return entry
	const names = [...file.devices.values()].filter(one => one.kind === kind).map(one => one.name)
	const hint = names.length === 0 ? `It has no ${kind}` : `Its ${kind} devices: ${names.join(', ')}`
	if (entry === undefined) throw new ConfigError(`${file.file} has no device "${name}"`, {hint})
	throw new ConfigError(`"${name}" is of the kind ${entry.kind}, not ${kind} (${entry.origin})`, {hint})
}

/** A log with these options, which takes over what another has kept. */
function logFor(options: CommonOptions, io: Io, before?: MovableLog): MovableLog {
	const log = createLog(io, {
		format: logFormat(options.logFormat, io),
		level: logLevel(options),
		record: options.logFile === undefined ? undefined : logFile(options.logFile, io.clock),
	})
	before?.moveTo(log)
	return log
}
