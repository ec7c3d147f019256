import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {onTestFinished} from 'vitest'

/** A folder with these files (mode 0600 unless named otherwise), gone after the test. */
export function folder(files: Readonly<Record<string, string>> = {}, mode = 0o600): string {
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-test-'))
	onTestFinished(() => fs.rmSync(dir, {recursive: true, force: true}))
	for (const [name, text] of Object.entries(files)) {
		fs.mkdirSync(path.dirname(path.join(dir, name)), {recursive: true})
		fs.writeFileSync(path.join(dir, name), text)
		fs.chmodSync(path.join(dir, name), mode)
	}
	return dir
}
