import {COUNTERS} from './metrics.ts'

/**
 * Shell commands that print the files of /sys/class/net, framed so that noise and cuts are recognised. They run under any
 * login shell (csh, fish, vbash, ash): one pair of single quotes with no quote, "!" or backslash inside. `./` is there
 * because a name may begin with "-", `-H` because grep leaves the path out when it reads one file, `-s` because the kernel
 * has no value for some files. One grep reads them all, so that a small router starts two processes and not hundreds.
 */
export interface ScriptOptions {
	readonly allStats: boolean
}

/** Reads once; `word` is letters and digits, and new in each poll. */
export function onceCommand(word: string, options: ScriptOptions): string {
	return command(frame(word, options))
}

/** Reads whenever a word and a line feed arrive on stdin, and ends with the connection. */
export function loopCommand(options: ScriptOptions): string {
	return command(`while read -r t; do ${frame('$t', options)}; done`)
}

const command = (script: string): string => `exec sh -c 'LC_ALL=C; export LC_ALL; ${script}'`

function frame(word: string, {allStats}: ScriptOptions): string {
	const attributes = ['ifindex', 'flags', 'mtu', 'operstate', 'carrier', 'carrier_changes', 'speed']
	const counters = allStats ? ['*'] : COUNTERS
	const files = [...attributes, ...counters.map(counter => `statistics/${counter}`)].map(
		file => `./*/${file}`,
	)
	return [
		`echo "@linestat ${word} begin"`,
		'cat /proc/uptime',
		`cd /sys/class/net && grep -Hs "" ${files.join(' ')}`,
		`echo "@linestat ${word} end"`,
	].join('; ')
}
