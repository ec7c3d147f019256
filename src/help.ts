import type {Command as Commander} from 'commander'
import type {Command} from './commands/command.ts'
import {globalOptions} from './config/global.ts'
import {type OptionSpec, toConfigKey, toEnv, toFlag} from './config/options.ts'
import type {Device} from './devices/device.ts'

/** The exit statuses of `errors.ts` in words, for the end of each help. */
const STATUSES = `Exit status: 0 polled, 1 a bug, 2 usage, 3 unreachable or late, 4 login refused,
5 not understood, 6 configuration or file, 7 partial (with --strict).`

/** Examples stand first, what people need less often last. */
export function helpOfDevice(command: Commander, device: Device): void {
	describe(command, device)
	const own = Object.entries(device.options).find(([, {env, config}]) => env !== false && config !== false)
	const [key] = own ?? ['timeout']
	const variable = own === undefined ? toEnv(key) : toEnv(key, device.name)
	const lines = [
		'Options may also come from the environment or from linestat.yaml:',
		`--${toFlag(key)} as ${variable} or "${toConfigKey(key)}:", as --timeout is ${toEnv('timeout')}.`,
	]
	const secrets = Object.keys(device.secrets ?? {}).map(name => toEnv(name, device.name))
	if (secrets.length > 0) lines.push(`Secrets: ${secrets.join(', ')}, or each with _FILE.`)
	command.addHelpText('after', `\n${lines.join('\n')}\n\n${STATUSES}`)
}

export function helpOfCommand(command: Commander, spec: Command): void {
	describe(command, spec)
}

export function helpOfProgram(program: Commander): void {
	const formats = globalOptions.format.choices.join(', ')
	program.addHelpText('before', EXAMPLES)
	program.addHelpText(
		'after',
		`\nFormats: ${formats}.\nlinestat <device> --help lists the options of a device.\n\n${STATUSES}`,
	)
}

/** The help of an option with its choices, in front of what stands in brackets at the end. */
export function helpOfOption({help, choices}: OptionSpec): string {
	return choices === undefined ? help : help.replace(/(?= \(|$)/, `: ${choices.join(', ')}`)
}

const EXAMPLES = `Examples:
  linestat ifstat                          the interfaces of this machine
  linestat ifstat eth0 --format influx     one of them, as Telegraf reads it
  linestat draytek --name modem            a device of the configuration file
  linestat config check                    is the configuration file right?
`

function describe(command: Commander, {summary, examples}: Pick<Device, 'summary' | 'examples'>): void {
	command.description(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`)
	const width = Math.max(...examples.map(([line]) => line.length))
	const lines = examples.map(([line, purpose]) => `  ${line.padEnd(width)}  ${purpose}\n`)
	command.addHelpText('before', `Examples:\n${lines.join('')}`)
}
