import {defineCommand} from '../command.ts'

export const notifyTest = defineCommand({
	path: ['notify', 'test'],
	summary: 'send a test message to the notification targets',
	examples: [
		['linestat notify test', 'to every target'],
		['linestat notify test chat', 'to one of them'],
	],
	argument: {
		name: 'target',
		help: 'names under "notify" in the configuration file (default: all)',
		many: true,
	},
	options: {},
	load: () => import('./test.ts'),
})
