import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {expect} from 'vitest'
import {startFreebox} from '../simulators/freebox/server.ts'
import {linestat} from './program.ts'

/** What the built program prints of a box, registered by the program too. */
export async function pollFreebox(
	model: string,
	format: 'influx' | 'prometheus' = 'influx',
): Promise<string> {
	await using freebox = await startFreebox({model})
	const stateDir = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-e2e-'))
	try {
		const common = ['--endpoint', freebox.url, '--state-dir', stateDir]
		const registered = await linestat(['freebox', 'register', '--ask-every', '10ms', ...common])
		expect(registered.status).toBe(0)
		const {status, stdout} = await linestat(['freebox', '--all', '--format', format, ...common])
		expect(status).toBe(0)
		return stdout
	} finally {
		fs.rmSync(stateDir, {recursive: true})
	}
}
