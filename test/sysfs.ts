import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/**
 * Builds /sys and /proc below a new folder from the text that `grep -H ""` would print of them, since git cannot hold names
 * such as `*`. Deleted with `using`.
 */
export function sysfsTree(text: string, uptime = '100.00 200.00\n') {
	const root = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-sysfs-'))
	const folder = path.join(root, 'sys/class/net')
	fs.mkdirSync(folder, {recursive: true})
	fs.mkdirSync(path.join(root, 'proc'))
	fs.writeFileSync(path.join(root, 'proc/uptime'), uptime)
	const write = (lines: string) => {
		for (const line of lines.split('\n')) {
			const colon = line.indexOf(':')
			if (!line.startsWith('./') || colon < 0) continue
			const file = path.join(folder, line.slice(0, colon))
			fs.mkdirSync(path.dirname(file), {recursive: true})
			fs.writeFileSync(file, `${line.slice(colon + 1)}\n`)
		}
	}
	write(text)
	return {
		folder,
		env: {HOST_SYS: path.join(root, 'sys'), HOST_PROC: path.join(root, 'proc')},
		write,
		[Symbol.dispose]: () => fs.rmSync(root, {recursive: true, force: true}),
	}
}
