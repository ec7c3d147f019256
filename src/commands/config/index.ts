import {defineCommand} from '../command.ts'

export const configPath = defineCommand({
	path: ['config', 'path'],
	summary: 'say where the configuration file is looked for, and which is used',
	examples: [['linestat config path', 'the places, in order']],
	options: {},
	readsConfiguration: false,
	load: () => import('./path.ts'),
})
