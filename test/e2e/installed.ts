import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import {type Possible, possible} from '../possible.ts'

const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin']

/** Whether a program is there. */
export function installed(program: string): Possible {
	const here = folders.some(folder => fs.existsSync(path.join(folder, program)))
	return possible(here, `${program} is not on PATH`)
}
