import os from 'node:os'
import process from 'node:process'
import type {Message, SendContext} from '../target.ts'
import {rfc3164, rfc5424} from './format.ts'
import {type SyslogServer, sendSyslog} from './send.ts'

export interface SyslogOptions extends SyslogServer {
	readonly format: 'rfc5424' | 'rfc3164'
	/** 0 to 23. */
	readonly facility: number
}

/** Sends each message as one of syslog. */
export async function send(
	options: SyslogOptions,
	messages: readonly Message[],
	context: SendContext,
): Promise<void> {
	const sender = {host: os.hostname(), pid: process.pid, facility: options.facility}
	const format = options.format === 'rfc3164' ? rfc3164 : rfc5424
	const texts = messages.map(message => format(message, sender))
	await sendSyslog(options, texts, context, index => {
		const message = messages[index]
		if (message !== undefined) context.sent(message)
	})
}
