/** What else listens on a port that was taken for the one of a Vigor, by the first words it says. */
const SERVICES: readonly (readonly [RegExp, string])[] = [
	[/^SSH-\d/, 'an SSH server'],
	[/^HTTP\/\d/, 'a web server'],
	[/^220[ -]/, 'a mail or FTP server'],
	[/^(\* OK|\+OK)/, 'a mail server'],
	[/^RFB \d/, 'a VNC server'],
	[/\blogin: ?$/i, 'the login of another system'],
]

/** The service that prints such lines; undefined where it may still be a Vigor. */
export function foreignService(...lines: readonly (string | undefined)[]): string | undefined {
	const said = lines.filter(line => line !== undefined)
	return SERVICES.find(([greeting]) => said.some(line => greeting.test(line)))?.[1]
}
