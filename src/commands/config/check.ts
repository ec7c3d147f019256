import type {Catalog} from '../../catalog.ts'
import type {ConfiguredDevice} from '../../config/configuration.ts'
import {readConfiguration} from '../../config/file.ts'
import {resolveOptions} from '../../config/resolve.ts'
import {configPlaces, findConfig} from '../../config/search.ts'
import {readSecretFile} from '../../config/secret-file.ts'
import {secretOptions} from '../../config/secret-options.ts'
import {ConfigError, describe, ExitCode} from '../../errors.ts'
import {checkFiles} from '../../notify/files.ts'
import {notifySection} from '../../notify/options.ts'
import type {CommandSurroundings} from '../command.ts'

/** Says everything that is wrong with the file, a line each, and lists what is in it; status 6 if anything is wrong. */
export async function run(
	_options: unknown,
	[argument]: readonly string[],
	{io, log, catalog, configFile}: CommandSurroundings,
): Promise<number> {
	const file = argument ?? findConfig(io.env, configFile)?.file
	if (file === undefined) {
		const places = configPlaces(io.env, configFile).map(place => place.file)
		throw new ConfigError(`There is no configuration file: ${places.join(', ')} are not there`)
	}
	const {problems, configuration} = readConfiguration(file, catalog)
	for (const {line, column, message} of problems) log.error(`${file}:${line}:${column}: ${message}`)
	if (configuration === undefined) return ExitCode.config

	const rows: string[][] = []
	let status: number = ExitCode.ok
	for (const device of configuration.devices.values()) {
		try {
			rows.push(describeDevice(device, catalog, io.env.HOME))
		} catch (error) {
			log.error(`${device.origin}: ${device.name}: ${describe(error)}`)
			status = ExitCode.config
		}
	}
	const targets: string[][] = []
	for (const [name, layer] of configuration.entries(notifySection.key)) {
		const files = checkFiles(layer, io.env.HOME, (origin, error) => {
			log.error(`${origin}: ${name}: ${describe(error)}`)
			status = ExitCode.config
		})
		targets.push([name, String(layer('type', notifySection.options.type)?.value), files.join(', ')])
	}
	if (status !== ExitCode.ok) return status
	io.out(`${file} is right. Its devices:\n${columns(rows)}`)
	if (targets.length > 0) io.out(`Its notification targets:\n${columns(targets)}`)
	return status
}

/** Name, kind, source and files of secrets. Throws what is wrong with an option or with such a file. */
function describeDevice(
	{name, kind, layer, args}: ConfiguredDevice,
	{devices}: Catalog,
	home: string | undefined,
): string[] {
	const device = devices.find(one => one.name === kind)
	if (device === undefined) throw new ConfigError(`"${kind}" is no kind of device`)
	const source = device.source(resolveOptions(device.options, [layer]), args ?? [])
	const options = resolveOptions(secretOptions(device.secrets), [layer])
	const files = Object.entries(options).filter(([, file]) => typeof file === 'string' && file !== '-')
	for (const [, file] of files) readSecretFile(String(file), options.allowUnsafePermissions === true, home)
	return [name, kind, source, files.map(([, file]) => String(file)).join(', ')]
}

function columns(rows: readonly string[][]): string {
	const widths = rows[0]?.map((_, index) => Math.max(...rows.map(row => row[index]?.length ?? 0))) ?? []
	const line = (row: string[]) => row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ')
	return rows.map(row => `  ${line(row).trimEnd()}\n`).join('')
}
