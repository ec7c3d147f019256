import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'

const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin']

/** For `describe.runIf` and its name: whether a program is there, and the word that says that it is not. */
export function installed(program: string): {here: boolean; note: string} {
	const here = folders.some(folder => fs.existsSync(path.join(folder, program)))
	return {here, note: here ? '' : ` (skipped: ${program} is not on PATH)`}
}
