import {boxOptions} from '../../devices/freebox/options.ts'
import {defineCommand} from '../command.ts'
import {registerOptions, registerStatusOptions} from './options.ts'

export const freeboxRegister = defineCommand({
	path: ['freebox', 'register'],
	summary: 'ask the box for a token, once; somebody must press > on the box',
	examples: [
		['linestat freebox register', 'at home'],
		['sudo linestat freebox register --state-dir /var/lib/linestat --group telegraf', 'for Telegraf'],
		['linestat freebox register --import ~/.credentials', 'take over what freebox-monitoring has'],
	],
	options: registerOptions,
	load: () => import('./register.ts'),
})

export const freeboxRegisterStatus = defineCommand({
	path: ['freebox', 'register-status'],
	summary: 'show the registration, and whether the box accepts it',
	examples: [
		['linestat freebox register-status', 'what is stored, and what the box says to it'],
		['linestat freebox register-status --repin', 'trust the certificate that the box shows now'],
	],
	options: registerStatusOptions,
	load: () => import('./register-status.ts'),
})

export const freeboxLogout = defineCommand({
	path: ['freebox', 'logout'],
	summary: 'end the session that polls keep between them',
	examples: [['linestat freebox logout', 'the next poll logs in again']],
	options: boxOptions,
	load: () => import('./logout.ts'),
})

export const freeboxUnregister = defineCommand({
	path: ['freebox', 'unregister'],
	summary: 'end the session and forget the registration',
	examples: [['linestat freebox unregister', 'afterwards remove the application in Freebox OS too']],
	options: boxOptions,
	load: () => import('./unregister.ts'),
})
