import {answerLines, unknownAnswer} from '../answer.ts'
import {labelledValues} from '../classic/labels.ts'
import type {Reading} from '../reading.ts'

/** `exec sysinfo` of DrayOS 5: model and firmware. */
export function parseSysInfo(answer: string): Reading {
	const values = labelledValues(answerLines(answer), ['Model Name', 'Firmware Version'])
	if (values.size === 0) throw unknownAnswer('exec sysinfo', 'Model Name')
	const word = (text = ''): string | undefined => /^\S+/.exec(text)?.[0]
	return {router: {model: word(values.get('Model Name')), firmware: word(values.get('Firmware Version'))}}
}
