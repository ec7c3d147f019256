import {defineCommand} from '../command.ts'

export const configPath = defineCommand({
	path: ['config', 'path'],
	summary: 'say where the configuration file is looked for, and which is used',
	examples: [['linestat config path', 'the places, in order']],
	options: {},
	readsConfiguration: false,
	load: () => import('./path.ts'),
})

export const configCheck = defineCommand({
	path: ['config', 'check'],
	summary: 'check the configuration file and list its devices, without contacting any',
	examples: [
		['linestat config check', 'the file that would be used'],
		['linestat config check ./linestat.yaml', 'another file, before it is installed'],
	],
	argument: {name: 'file', help: 'the file to check (default: the one "linestat config path" marks)'},
	options: {},
	readsConfiguration: false,
	load: () => import('./check.ts'),
})

export const configNames = defineCommand({
	path: ['config', 'names'],
	summary: 'print the names of the configured devices, one per line',
	examples: [['linestat config names ifstat', 'those that linestat ifstat --name takes']],
	argument: {name: 'device', help: 'only those of this kind'},
	options: {},
	load: () => import('./names.ts'),
})
