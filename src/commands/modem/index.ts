import {defineCommand} from '../command.ts'
import {modemActOptions} from './options.ts'

export const modemResync = defineCommand({
	path: ['modem', 'resync'],
	summary: 'interrupt the DSL line of a modem, so that it syncs anew',
	examples: [
		['linestat modem resync --model openwrt', 'asks first'],
		['linestat modem resync --model technicolor --host 192.168.1.1 --yes', 'does not ask'],
	],
	options: modemActOptions,
	load: async () => (await import('./act.ts')).commandFor('resync'),
})

export const modemReboot = defineCommand({
	path: ['modem', 'reboot'],
	summary: 'restart a modem',
	examples: [['linestat modem reboot --model zte-h1600 --yes', 'does not ask']],
	options: modemActOptions,
	load: async () => (await import('./act.ts')).commandFor('reboot'),
})

export const modemLineDown = defineCommand({
	path: ['modem', 'line-down'],
	summary: 'take the DSL line of a modem down, until line-up or a restart',
	examples: [['linestat modem line-down --model broadcom --yes', 'never over the line itself']],
	options: modemActOptions,
	load: async () => (await import('./act.ts')).commandFor('line-down'),
})

export const modemLineUp = defineCommand({
	path: ['modem', 'line-up'],
	summary: 'bring the DSL line of a modem up again',
	examples: [['linestat modem line-up --model broadcom --yes', 'after line-down']],
	options: modemActOptions,
	load: async () => (await import('./act.ts')).commandFor('line-up'),
})
