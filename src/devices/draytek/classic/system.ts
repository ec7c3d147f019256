import {answerLines, unknownAnswer} from '../answer.ts'
import {clockTime} from '../cells.ts'
import type {Reading} from '../reading.ts'

/** `sys version`: model, firmware, serial number. "Profile version" is another thing, with a small v. */
export function parseSysVersion(answer: string): Reading {
	const text = answerLines(answer).join('\n')
	const model = /\bRouter Model:[ \t]*(\S+)/.exec(text)?.[1]
	const firmware = /\bVersion:[ \t]*(\S+)/.exec(text)?.[1]
	const serial = /\bRouter serial no:[ \t]*(\S+)/i.exec(text)?.[1]
	if (model === undefined && firmware === undefined) throw unknownAnswer('sys version', 'Router Model')
	return {router: {model, firmware, serial: serial?.toLowerCase() === 'none' ? undefined : serial}}
}

/** `show status`: how long the router is up. */
export function parseShowStatus(answer: string): Reading {
	const text = answerLines(answer).join('\n')
	const uptime = /\bSystem Uptime:[ \t]*([\d:]+)/i.exec(text)?.[1]
	if (uptime === undefined) throw unknownAnswer('show status', 'System Uptime')
	return {router: {uptime_seconds: clockTime(uptime)}}
}
