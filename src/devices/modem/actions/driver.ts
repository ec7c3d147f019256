import type {Model} from '../model.ts'
import {rebootAction, shellAction} from './shell.ts'

/**
 * What Broadcom's driver can be told. Down and up are one order, so that a line that is taken away from under linestat
 * comes back by itself.
 */
export const driverActions: Model['actions'] = {
	resync: shellAction(({program}) => ({
		program,
		steps: [`${program} connection --down`, 'sleep 3', `${program} connection --up`],
	})),
	'line-down': shellAction(({program}) => ({program, steps: [`${program} connection --down`]})),
	'line-up': shellAction(({program}) => ({program, steps: [`${program} connection --up`]})),
	reboot: rebootAction,
}
