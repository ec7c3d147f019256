/** What else listens on a port that was taken for the one of a Vigor, by the first characters it says. */
const SERVICES: readonly (readonly [greeting: string, service: string])[] = [
	['SSH-', 'an SSH server'],
	['HTTP/', 'a web server'],
	['220 ', 'a mail or FTP server'],
	['220-', 'a mail or FTP server'],
	['* OK', 'a mail server'],
	['+OK', 'a mail server'],
	['RFB 0', 'a VNC server'],
]

/** The service that prints such lines; undefined where it may still be a Vigor. */
export function foreignService(...lines: readonly (string | undefined)[]): string | undefined {
	for (const line of lines) {
		const found = SERVICES.find(([greeting]) => line?.startsWith(greeting))
		if (found !== undefined) return found[1]
		if (line?.trimEnd().toLowerCase().endsWith('login:')) return 'the login of another system'
	}
	return undefined
}
