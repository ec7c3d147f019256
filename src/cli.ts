import {Command, CommanderError, Option} from 'commander'
import {type GlobalOptions, globalOptions} from './config/global.ts'
import {type OptionSpec, type OptionSpecs, toEnv, toFlag} from './config/options.ts'
import {environmentLayer, flagOf, type Layer, resolveOptions} from './config/resolve.ts'
import type {Device} from './devices/device.ts'
import * as devices from './devices/index.ts'
import {describe, ExitCode, exitCodeOf, UsageError} from './errors.ts'
import type {Io} from './io.ts'
import {createLog, type Log, type LogFormat, type LogLevel} from './log.ts'
import {version} from './version.ts'

/** Runs the program: arguments in, exit status out. The one place where errors become words and numbers. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
	const state: {log: Log; status: number; debug: boolean} = {
		log: createLog(io, {format: autoFormat(io), level: 'warn'}),
		status: ExitCode.ok,
		debug: argv.includes('--debug'),
	}
	try {
		await buildProgram(argv, io, state).parseAsync(argv, {from: 'user'})
	} catch (error) {
		state.status = report(error, io, state)
	}
	try {
		state.log.flush()
	} catch {
		// Nobody reads stderr: nothing more can be said.
	}
	return state.status
}

function report(error: unknown, io: Io, {log, debug}: {log: Log; debug: boolean}): number {
	if (isBrokenPipe(error)) return ExitCode.ok
	if (error instanceof CommanderError) {
		if (error.exitCode === 0) return ExitCode.ok
		return report(new UsageError(usageMessage(error), {hint: 'See --help'}), io, {log, debug})
	}
	log.error(describe(error))
	if (debug && error instanceof Error && error.stack !== undefined) log.debug(error.stack)
	return exitCodeOf(error)
}

/** The reader of stdout went away, as `head` does: it has what it wanted. */
function isBrokenPipe(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === 'EPIPE'
}

/** Commander's message on one line: "unknown option '--fromat' (Did you mean --format?)". */
function usageMessage(error: CommanderError): string {
	const text = error.message.replace(/^error: /, '').replace(/\s+/g, ' ')
	return text.charAt(0).toUpperCase() + text.slice(1)
}

function buildProgram(argv: readonly string[], io: Io, state: {log: Log; status: number}): Command {
	const program = new Command('linestat')
		.description('One poll of an internet line or a network interface, printed for machines and people.')
		.version(version, '-V, --version', 'print the version')
		.helpOption('-h, --help', 'print this help')
		.helpCommand(false)
		.exitOverride()
		.configureOutput({writeOut: text => io.out(text), writeErr: text => io.out(text), outputError: () => {}})
	for (const device of Object.values<Device>(devices)) {
		const command = program.command(device.name).summary(device.summary)
		// Only the subcommand that is called gets its options: building all of them is time that each poll would pay.
		if (argv.includes(device.name)) definePoll(program, command, device, io, state)
	}
	return program
}

/** Options that every subcommand has may stand before it too, so the program knows them as well. */
function definePoll(
	program: Command,
	command: Command,
	device: Device,
	io: Io,
	state: {log: Log; status: number},
): void {
	command.description(`${device.summary.charAt(0).toUpperCase()}${device.summary.slice(1)}.`)
	command.addHelpText('before', examples(device))
	if (device.argument !== undefined) command.argument(`[${device.argument.name}...]`, device.argument.help)
	addOptions(command, device.options)
	addOptions(command, globalOptions)
	addOptions(program, globalOptions, true)
	command.action(async (...parameters) => {
		const args = device.argument === undefined ? [] : (parameters[0] as string[])
		const global = resolveOptions(globalOptions, [
			commandLine(program),
			commandLine(command),
			environmentLayer(io.env, key => toEnv(key)),
		])
		state.log = createLog(io, {format: logFormat(global, io), level: logLevel(global)})
		const options = resolveOptions(device.options, [
			commandLine(command),
			environmentLayer(io.env, key => toEnv(key, device.name)),
		])
		const {pollCommand} = await import('./commands/poll.ts')
		const request = {
			device,
			options,
			args,
			global,
			secret: async () => undefined,
			stateDir: async () => undefined,
		}
		state.status = await pollCommand(request, io, state.log)
	})
}

function examples({examples}: Device): string {
	const width = Math.max(...examples.map(([command]) => command.length))
	return `Examples:\n${examples.map(([command, purpose]) => `  ${command.padEnd(width)}  ${purpose}\n`).join('')}`
}

function addOptions(command: Command, specs: OptionSpecs, hidden = false): void {
	for (const [key, spec] of Object.entries(specs)) {
		const option = new Option(flags(key, spec), spec.help).hideHelp(hidden || spec.hidden === true)
		if (spec.many) option.argParser((text, before: string[] | undefined) => [...(before ?? []), text])
		command.addOption(option)
	}
}

function flags(key: string, {short, value, bare}: OptionSpec): string {
	const long = `${short === undefined ? '' : `-${short}, `}--${toFlag(key)}`
	if (value === undefined) return long
	return bare === undefined ? `${long} <${value}>` : `${long} [${value}]`
}

/** What was given on the command line. Commander stores `--no-color` as `color: false`. */
function commandLine(command: Command): Layer {
	return key => {
		const name = key.startsWith('no') ? key.charAt(2).toLowerCase() + key.slice(3) : key
		if (command.getOptionValueSource(name) !== 'cli') return undefined
		const value: unknown = command.getOptionValue(name)
		return {origin: flagOf(key), value: value === false ? true : (value as string | string[] | true)}
	}
}

function autoFormat(io: Io): LogFormat {
	return io.stderr.isTTY ? 'plain' : 'telegraf'
}

function logFormat(global: GlobalOptions, io: Io): LogFormat {
	return global.logFormat === 'auto' ? autoFormat(io) : global.logFormat
}

function logLevel({quiet, verbose, debug}: GlobalOptions): LogLevel {
	if (debug) return 'debug'
	if (verbose) return 'info'
	return quiet ? 'error' : 'warn'
}
