import fs from 'node:fs'
import {ParseError} from '../../errors.ts'
import {ALL_COUNTERS, COUNTERS} from './metrics.ts'
import type {Source} from './source.ts'
import {parseSysfs} from './sysfs.ts'

/**
 * This machine. `HOST_SYS` and `HOST_PROC` name other places of /sys and /proc, as in Telegraf. Reads are synchronous,
 * because these files never block, and only of what is printed: each counter file makes the kernel collect all counters.
 */
export function localSource({allStats}: {allStats: boolean}): Source {
	const files = [
		...['ifindex', 'mtu', 'carrier_changes', 'speed'],
		...(allStats ? ALL_COUNTERS : COUNTERS).map(counter => `statistics/${counter}`),
	]
	return {
		async read({env, clock, exchange}, select) {
			const text = await exchange('/sys/class/net', async () => {
				const folder = `${env.HOST_SYS || '/sys'}/class/net/`
				const names = list(folder)
				if (names.length === 0) {
					throw new ParseError(`No ${folder} on this machine`, {
						hint: 'Only Linux has it; HOST_SYS says where /sys is mounted',
					})
				}
				const {selected} = select(names.map(name => name.toString()))
				const wanted = new Set(selected)
				const parts = names.filter(name => wanted.has(name.toString())).map(name => read(folder, name, files))
				return (content(`${env.HOST_PROC || '/proc'}/uptime`) ?? '') + parts.join('')
			})
			return {...parseSysfs(text), at: clock.monotonic()}
		},
		close() {},
	}
}

/** Names as bytes: the kernel does not ask for UTF-8. */
function list(folder: string): Buffer[] {
	try {
		return fs.readdirSync(folder, 'buffer')
	} catch {
		return []
	}
}

/** The files of one interface as `grep -H ""` prints them. */
function read(folder: string, name: Buffer, files: readonly string[]): string {
	const text = name.toString()
	const place = `${folder}${text}/`
	const path = text.includes('\ufffd')
		? (file: string) => Buffer.concat([Buffer.from(folder), name, Buffer.from(`/${file}`)])
		: (file: string) => place + file
	const head = `./${text}/`
	const line = (file: string) => {
		const value = content(path(file))
		return value === undefined ? '' : `${head}${file}:${value}`
	}
	const operstate = line('operstate')
	const unsure = operstate.endsWith(':unknown\n') ? line('flags') + line('carrier') : ''
	return operstate + unsure + files.map(line).join('')
}

/** Undefined where there is no such file, or the kernel has no value for it (EINVAL, EOPNOTSUPP). */
function content(path: string | Buffer): string | undefined {
	try {
		return fs.readFileSync(path, 'utf8')
	} catch {
		return undefined
	}
}
