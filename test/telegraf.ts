import fs from 'node:fs'
import {parse} from 'smol-toml'

/** An exec input of Telegraf. */
export interface Exec {
	readonly commands: readonly (string | readonly string[])[]
	readonly timeout: string
	readonly interval?: string
	readonly data_format: string
}

/** The one block of `telegraf/<device>.conf`, and the commands of it and of every alternative that is commented out. */
export function readBlock(device: string): {block: Exec; commands: Exec['commands']} {
	const text = fs.readFileSync(`telegraf/${device}.conf`, 'utf8')
	const settings = [...text.matchAll(/^ {2}# (commands = .*)$/gm)].map(([, setting]) => setting)
	const block = blockOf(text)
	const others = settings.map(setting => {
		const without = text.replace(/^ {2}commands = \[\n.*\n {2}\]$/m, '')
		return blockOf(`${without}\n${setting}`)
	})
	return {block, commands: [block, ...others].flatMap(({commands}) => commands)}
}

function blockOf(text: string): Exec {
	const {inputs} = parse(text) as unknown as {inputs: {exec: Exec[]}}
	const [block] = inputs.exec
	if (block === undefined || inputs.exec.length > 1) throw new Error('One block is expected')
	return block
}

/** A command as Telegraf starts it, without the program; a string is split as by a shell, without expansion. */
export function wordsOf(command: Exec['commands'][number]): readonly string[] {
	const [program, ...words] = typeof command === 'string' ? command.split(' ') : command
	if (program !== '/usr/bin/linestat') throw new Error(`${program} is not the program`)
	return words
}

/** How long linestat may take by its own option, in seconds. */
export function ownTimeout({commands}: Exec): number {
	const own = commands.flat().find((_, index, words) => words[index - 1] === '--timeout')
	return Number.parseInt(own ?? '', 10)
}
