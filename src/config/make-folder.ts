import fs from 'node:fs'
import path from 'node:path'

/** Makes a folder and those above it, for its user alone. Node's own way of doing so never ends where it begins in /proc. */
export function makeFolder(folder: string): void {
	if (fs.existsSync(folder)) return
	makeFolder(path.dirname(folder))
	try {
		fs.mkdirSync(folder, {mode: 0o700})
	} catch (error) {
		// Another poll was quicker.
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
	}
}
