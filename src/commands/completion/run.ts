import {ExitCode} from '../../errors.ts'
import type {CommandSurroundings} from '../command.ts'
import {bashScript} from './bash.ts'
import {fishScript} from './fish.ts'
import {wordsOf} from './words.ts'
import {zshScript} from './zsh.ts'

const SCRIPTS = {bash: bashScript, zsh: zshScript, fish: fishScript}

export async function run(
	_options: unknown,
	[shell]: readonly string[],
	{io, catalog}: CommandSurroundings,
): Promise<number> {
	io.out(SCRIPTS[shell as keyof typeof SCRIPTS](wordsOf(catalog)))
	return ExitCode.ok
}
