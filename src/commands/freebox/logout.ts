import type {OptionsOf} from '../../config/options.ts'
import type {boxOptions} from '../../devices/freebox/options.ts'
import {ExitCode} from '../../errors.ts'
import type {CommandSurroundings} from '../command.ts'
import {endSession} from './end-session.ts'

/** Ends the session that polls keep between them; the next poll opens another. */
export async function run(
	options: OptionsOf<typeof boxOptions>,
	_args: readonly string[],
	around: CommandSurroundings,
): Promise<number> {
	const ended = await endSession(options, around)
	around.io.out(ended ? 'the session is ended\n' : 'there is no session\n')
	return ExitCode.ok
}
