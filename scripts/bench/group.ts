import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import type {Case} from './measure.ts'

/** Cases that are measured in turn. The first is what the others are compared with. */
export interface Group extends AsyncDisposable {
	readonly title: string
	readonly cases: readonly Case[]
	/** Further tables, of what is not a process. */
	more?(): Promise<string[]>
}

/** Folder for what a group needs; `home` has a place for the compile cache. */
export function workFolder(): {folder: string; home: string; remove(): void} {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-bench-'))
	const home = path.join(folder, 'home')
	fs.mkdirSync(path.join(home, '.cache'), {recursive: true})
	fs.writeFileSync(path.join(folder, 'empty.cjs'), '')
	return {folder, home, remove: () => fs.rmSync(folder, {recursive: true})}
}

const PATH = '/usr/local/bin:/usr/bin:/bin'

/** Node with nothing to do. */
export const emptyScript = (folder: string): Case => ({
	name: 'empty script',
	command: [process.execPath, path.join(folder, 'empty.cjs')],
	env: {PATH},
})

/** The built program, with the compile cache of a HOME, or without where there is none. */
export const program = (name: string, args: readonly string[], env: Case['env']): Case => ({
	name,
	command: [process.execPath, path.resolve('bin/linestat.js'), ...args],
	env: {PATH, ...env},
})
