import {expect, it} from 'vitest'
import {answerLines} from '../../../../src/devices/draytek/answer.ts'
import {labelledValues} from '../../../../src/devices/draytek/classic/labels.ts'
import {columnsOf, rowOf} from '../../../../src/devices/draytek/classic/rows.ts'

const columns = columnsOf('                  Near End        Far End    Note')

it.each([
	[' CRC          :    126              31', {label: 'crc', first: '126', second: '31'}],
	[
		' FECS         :   318604            590213 (seconds)',
		{label: 'fecs', first: '318604', second: '590213'},
	],
	[' Bitswap Executed :\t30\t4021', {label: 'bitswapexecuted', first: '30', second: '4021'}],
	[' CRC_P        :      1', {label: 'crcp', first: '1'}],
	[' LOS          :                      7', {label: 'los', second: '7'}],
	[' LOS          :\t\t\t7', {label: 'los', second: '7'}],
	[' AELEM        :      0            ----', {label: 'aelem', first: '0'}],
	[' SES          :      1               2               3', {label: 'ses'}],
	[' UAS          :', {label: 'uas'}],
	['DrayTek> ', undefined],
	['WAN1: 1:2', undefined],
])('reads %j', (line, row) => {
	expect(rowOf(line, columns)).toEqual(row)
})

it('gives a lone cell to the near end where no column is known', () => {
	expect(rowOf(' LOS          :                      7')).toEqual({label: 'los', first: '7'})
})

it('finds values by their labels, empty ones and moved columns included', () => {
	const lines = [
		'   Running Mode :                State  : READY',
		'   DS Actual Rate:108214000 bps US Actual  Rate : 37142000 bps',
		'   State : SHOWTIME',
	]
	expect([...labelledValues(lines, ['State', 'Running Mode', 'DS Actual Rate', 'US Actual Rate'])]).toEqual([
		['Running Mode', ''],
		['State', 'READY'],
		['DS Actual Rate', '108214000 bps'],
		['US Actual Rate', '37142000 bps'],
	])
})

it.each([
	['a\r\nb\n\rc\rd', ['a', 'b', 'c', 'd']],
	['\u001b[2Ka\u0007b\u0000\tc', ['ab\tc']],
	["a\n\n--- MORE ---   ['q': Quit, 'Enter': New Lines, 'Space Bar': Next Page] ---\n\nb", ['a', 'b']],
	["a\n--- MORE ---   ['q': Quit, 'Enter': New Lines, 'Space Bar': Next Page]\n b", ['a', ' b']],
	['a\n--More--\nb', ['a', 'b']],
	['  ------- ATU-R Info (hw: annex A) ------\nb', ['  ------- ATU-R Info (hw: annex A) ------', 'b']],
])('makes lines of %j', (text, lines) => {
	expect(answerLines(text)).toEqual(lines)
})
