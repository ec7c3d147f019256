import {ExitCode} from '../../errors.ts'
import type {CommandSurroundings} from '../command.ts'

export async function run(
	_options: unknown,
	[kind]: readonly string[],
	{io, configuration}: CommandSurroundings,
): Promise<number> {
	const devices = [...(configuration?.devices.values() ?? [])]
	const names = devices.filter(device => kind === undefined || device.kind === kind).map(({name}) => name)
	io.out(names.map(name => `${name}\n`).join(''))
	return ExitCode.ok
}
