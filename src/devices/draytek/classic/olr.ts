import type {DslCounter} from '../../xdsl/counters.ts'
import type {DirectionFields} from '../../xdsl/line.ts'
import {answerLines, unknownAnswer} from '../answer.ts'
import {counter} from '../cells.ts'
import type {Reading} from '../reading.ts'
import {rowOf} from './rows.ts'

const COUNTERS = new Map<string, DslCounter>([
	['bitswapexecuted', 'bitswap_executed'],
	['sraexecuted', 'sra_executed'],
])

/** `vdsl status olr`: what on-line reconfiguration did. The driver keeps it by direction: upstream first. */
export function parseOlr(answer: string, question = 'vdsl status olr'): Reading {
	const down: DirectionFields = {}
	const up: DirectionFields = {}
	for (const line of answerLines(answer)) {
		const row = rowOf(line)
		const field = COUNTERS.get(row?.label ?? '')
		if (row === undefined || field === undefined || field in up) continue
		up[field] = counter(row.first)
		down[field] = counter(row.second)
	}
	if (Object.keys(up).length === 0) throw unknownAnswer(question, 'BitswapExecuted')
	return {dsl: {down, up}}
}
