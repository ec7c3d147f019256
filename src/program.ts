import {Argument, Command as Commander, CommanderError, Option} from 'commander'
import type {Catalog} from './catalog.ts'
import type {Called} from './commands/called.ts'
import type {Command} from './commands/command.ts'
import {groups} from './commands/groups.ts'
import {commonOptions, globalOptions, globalOptionsOf} from './config/global.ts'
import {type OptionSpec, type OptionSpecs, toFlag} from './config/options.ts'
import {flagOf, type Layer} from './config/resolve.ts'
import {refuseSecretValues, secretOptions} from './config/secret-options.ts'
import {didYouMean} from './config/suggest.ts'
import type {Device} from './devices/device.ts'
import {UsageError} from './errors.ts'
import {helpOfCommand, helpOfDevice, helpOfOption, helpOfProgram} from './help.ts'
import type {Io} from './io.ts'
import {version} from './version.ts'

type OnCall = (called: Called) => Promise<void>

/**
 * Reads any command line, calls back with what it calls, and prints help and version itself. Throws `UsageError` where it
 * cannot be read.
 */
export async function runProgram(
	argv: readonly string[],
	catalog: Catalog,
	io: Io,
	onCall: OnCall,
): Promise<void> {
	refuseSecretValues(argv, catalog.devices)
	const program = buildProgram(argv, catalog, io, onCall)
	try {
		await program.parseAsync(argv, {from: 'user'})
	} catch (error) {
		if (!(error instanceof CommanderError)) throw error
		if (error.exitCode !== 0) throw new UsageError(usageMessage(error, catalog), {hint: 'See --help'})
	}
}

/** The command line from the catalogue. Only what is called gets its options. */
export function buildProgram(argv: readonly string[], catalog: Catalog, io: Io, onCall: OnCall): Commander {
	const program = new Commander('linestat')
		.description('One poll of an internet line or a network interface, printed for machines and people.')
		.version(version, '-V, --version', 'print the version')
		.helpOption('-h, --help', 'print this help')
		.helpCommand('help [command]', 'print the help of a device or command')
		// Options behind the name of a command belong to that command.
		.enablePositionalOptions()
		.exitOverride()
		.configureOutput({
			writeOut: text => io.out(text),
			writeErr: text => io.out(text),
			outputError: () => {},
			// By default commander asks `process.stdout`, which costs milliseconds.
			getOutHelpWidth: () => io.stdout.columns ?? 80,
			getErrHelpWidth: () => io.stdout.columns ?? 80,
			getOutHasColors: () => false,
			getErrHasColors: () => false,
		})
	helpOfProgram(program)
	const mentioned = (words: readonly string[]) => words.every(word => argv.includes(word))
	const {devices, commands} = calledFirst(argv, catalog)

	program.commandsGroup('Devices:')
	for (const device of devices) {
		const command = program.command(device.name).summary(device.summary)
		const below = commands.filter(({path}) => path.length > 1 && path[0] === device.name)
		if (below.length > 0) command.enablePositionalOptions()
		if (mentioned([device.name])) definePoll(program, command, device, onCall)
	}
	program.commandsGroup('Commands:')
	for (const spec of commands) {
		const command = commandAt(program, spec.path).summary(spec.summary)
		const isBelowDevice = catalog.devices.some(({name}) => name === spec.path[0])
		if (mentioned(spec.path)) defineCommand(program, command, spec, isBelowDevice, onCall)
	}
	return program
}

/** What the first word names, or everything where it names nothing: that is help, an option, or a typo to be answered. */
function calledFirst(
	[word]: readonly string[],
	{devices, commands}: Catalog,
): Pick<Catalog, 'devices' | 'commands'> {
	const named = {
		devices: devices.filter(({name}) => name === word),
		commands: commands.filter(({path}) => path[0] === word),
	}
	return named.devices.length + named.commands.length > 0 ? named : {devices, commands}
}

/** The command with these words; the ones above it are made if needed. */
function commandAt(program: Commander, path: readonly string[]): Commander {
	return path.reduce((above, word) => {
		const there = above.commands.find(command => command.name() === word)
		return (
			there ??
			above
				.command(word)
				.summary(groups[word] ?? '')
				.helpCommand(false)
		)
	}, program)
}

function definePoll(program: Commander, command: Commander, device: Device, onCall: OnCall): void {
	helpOfDevice(command, device)
	if (device.argument !== undefined) command.argument(`[${device.argument.name}...]`, device.argument.help)
	const own = {...device.options, ...secretOptions(device.secrets)}
	addOptions(command, own)
	shareOptions(program, command, globalOptionsOf(device.timeoutMs))
	command.action(async (...parameters) => {
		const args = device.argument === undefined ? [] : (parameters[0] as string[])
		await onCall({kind: 'poll', device, args, given: commandLine(program, command)})
	})
}

function defineCommand(
	program: Commander,
	command: Commander,
	spec: Command,
	isBelowDevice: boolean,
	onCall: OnCall,
): void {
	helpOfCommand(command, spec)
	if (spec.argument !== undefined) command.addArgument(toArgument(spec.argument))
	addOptions(command, spec.options)
	const {name} = globalOptions
	shareOptions(program, command, isBelowDevice ? {name, ...commonOptions} : commonOptions)
	command.action(async (...parameters) => {
		const given = spec.argument === undefined ? [] : [parameters[0] as string | string[] | undefined]
		const args = given.flat().filter(arg => arg !== undefined)
		const above = command.parent ?? program
		refuseForeign(above, command)
		await onCall({kind: 'command', command: spec, args, given: commandLine(program, above, command)})
	})
}

/** Options that stand before the name of a command below a device must be such that the command has too. */
function refuseForeign(above: Commander, command: Commander): void {
	const known = new Set(command.options.map(option => option.attributeName()))
	const given = above.options.filter(option => above.getOptionValueSource(option.attributeName()) === 'cli')
	const foreign = given.find(option => !known.has(option.attributeName()))
	if (foreign === undefined) return
	const path = `${above.name()} ${command.name()}`
	throw new UsageError(`${path} has no option ${foreign.long}`, {hint: `See linestat ${path} --help`})
}

function toArgument({name, help, required, many, choices}: NonNullable<Command['argument']>): Argument {
	const text = many ? `${name}...` : name
	const argument = new Argument(required ? `<${text}>` : `[${text}]`, help)
	return choices === undefined ? argument : argument.choices(choices)
}

/** Options that every subcommand has may stand before it too, so the program knows them as well. */
function shareOptions(program: Commander, command: Commander, specs: OptionSpecs): void {
	const own = new Set(command.options.map(option => option.attributeName()))
	addOptions(
		command,
		Object.fromEntries(Object.entries(specs).filter(([key]) => !own.has(key))),
		false,
		'Common options:',
	)
	const known = new Set(program.options.map(option => option.long))
	const missing = Object.entries(specs).filter(([key]) => !own.has(key) && !known.has(flagOf(key)))
	addOptions(program, Object.fromEntries(missing), true)
}

function addOptions(command: Commander, specs: OptionSpecs, hidden = false, group?: string): void {
	for (const [key, spec] of Object.entries(specs)) {
		const option = new Option(flags(key, spec), helpOfOption(spec)).hideHelp(hidden || spec.hidden === true)
		if (group !== undefined) option.helpGroup(group)
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
function commandLine(...commands: readonly Commander[]): Layer {
	return key => {
		const name = /^no[A-Z]/.test(key) ? key.charAt(2).toLowerCase() + key.slice(3) : key
		const command = commands.find(one => one.getOptionValueSource(name) === 'cli')
		if (command === undefined) return undefined
		const value: unknown = command.getOptionValue(name)
		return {origin: flagOf(key), value: value === false ? true : (value as string | string[] | true)}
	}
}

/**
 * Commander's message on one line: "Unknown option '--fromat' (Did you mean --format?)". The value of an unknown option
 * is left out, since it may be a secret behind a mistyped name.
 */
function usageMessage(error: CommanderError, {commands}: Catalog): string {
	if (error.code === 'commander.help') return 'Nothing was asked for: name a device or a command'
	// A misspelt command below a device looks like an argument of the device, which takes none.
	const [, device = '', word = ''] =
		/^error: too many arguments for '(.*)'\..* got 1: (.*)\.$/.exec(error.message) ?? []
	const below = commands.filter(({path}) => path[0] === device).map(({path}) => path[1] ?? '')
	if (below.length > 0) return `${device} has no command "${word}"${didYouMean(word, below)}`
	const text = error.message
		.replace(/^error: /, '')
		.replace(/^(unknown option '--?[^=']+)=.*?'(?= \(|$)/s, "$1'")
		.replace(/\s+/g, ' ')
		.replace(/\.$/, '')
	return text.charAt(0).toUpperCase() + text.slice(1)
}
