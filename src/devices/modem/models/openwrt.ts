import {rebootAction, shellAction} from '../actions/shell.ts'
import type {Model} from '../model.ts'
import {parseOpenwrt, SEPARATOR} from '../openwrt/answer.ts'
import {ask} from '../shell.ts'

const CONTROL = '/etc/init.d/dsl_control'

/** OpenWrt with a Lantiq or Intel modem, over SSH: one exec of ubus. */
export const openwrt: Model = {
	async read(sections, options, context) {
		// What ubus says of a failure comes on stderr, and belongs to the one that failed.
		const calls = ['ubus call dsl metrics 2>&1']
		if (sections.includes('wan')) calls.push(`ubus call network.interface.${options.interface} status 2>&1`)
		const answer = await ask(calls.join(`; echo ${SEPARATOR}; `), options, context)
		return parseOpenwrt(answer, options.interface)
	},
	actions: {
		resync: shellAction(() => ({program: CONTROL, steps: [`${CONTROL} restart`]})),
		'line-down': shellAction(() => ({program: CONTROL, steps: [`${CONTROL} stop`]})),
		'line-up': shellAction(() => ({program: CONTROL, steps: [`${CONTROL} start`]})),
		reboot: rebootAction,
	},
}
