/** The one line of a word that has commands below it and is neither a command nor a device itself. */
export const groups: Readonly<Record<string, string>> = {
	notify: 'test the notification targets',
	config: 'find and check the configuration file',
}
