import type {Memory} from './memory.ts'
import {type Change, timeOf} from './rules/rule.ts'

/** Whether a device can be read at all. One poll that fails is no news; so many in a row are. */
export function reach(
	before: Memory | undefined,
	result: string,
	at: number,
	after: number,
	owner: string,
): {changes: readonly Change[]; memory: Pick<Memory, 'failures' | 'failedAt' | 'unreachable'>} {
	const {failures = 0, failedAt, unreachable = false} = before ?? {}
	// A wrong option or a missing file says nothing about the device.
	if (result === 'config') return {changes: [], memory: {failures, failedAt, unreachable}}
	if (result === 'ok' || result === 'partial') {
		const memory = {failures: 0, unreachable: false}
		if (!unreachable) return {changes: [], memory}
		const duration = failedAt === undefined ? '' : ` after ${timeOf(at - failedAt)}`
		const message = `${owner} can be read again${duration}`
		return {changes: [{kind: 'reachable', from: 'unreachable', to: result, message}], memory}
	}
	const memory = {failures: failures + 1, failedAt: failedAt ?? at, unreachable}
	if (unreachable || memory.failures < after) return {changes: [], memory}
	const message = `${owner} could not be read ${memory.failures} times in a row: ${result}`
	return {
		changes: [{kind: 'unreachable', from: 'ok', to: result, message}],
		memory: {...memory, unreachable: true},
	}
}
