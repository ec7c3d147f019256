import {transmissionSystem} from '../../xdsl/mode.ts'
import {lineState} from '../../xdsl/state.ts'
import {answerLines, unknownAnswer} from '../answer.ts'
import type {Reading} from '../reading.ts'
import {labelledValues} from './labels.ts'

const LABELS = ['Link Status', 'VDSL2 Profile', 'G.Vectoring Status'] as const

/**
 * `wan vdsl show basic`: state, profile, vectoring. Its rates and margins are left alone: `vdsl status` has them with
 * their unit, here upstream comes first and the unit differs between firmwares.
 */
export function parseBasic(answer: string): Reading {
	const values = labelledValues(answerLines(answer), LABELS)
	if (values.size === 0) throw unknownAnswer('wan vdsl show basic', 'Link Status')
	return {
		dsl: {
			line: {
				...lineState(values.get('Link Status') ?? ''),
				profile: transmissionSystem(values.get('VDSL2 Profile') ?? '').profile,
				vectoring: vectoring(values.get('G.Vectoring Status')),
			},
		},
	}
}

/** The value begins with on or off, and more words may follow (`bidi`: upstream is vectored too). */
function vectoring(text = ''): boolean | undefined {
	if (/^on\b/i.test(text)) return true
	return /^off\b/i.test(text) ? false : undefined
}
