import {expect, it} from 'vitest'
import {parseShowBins} from '../../../../src/devices/draytek/tones/showbins.ts'
import {draytekFixture} from '../../../fixtures/draytek.ts'

const {answers} = draytekFixture('vigor165-4.2.4--17a-vectoring-ginp')

it('reads bits per tone, and the SNR column where it has a value', () => {
	const {tables = []} = parseShowBins(answers.get('vdsl showbins') ?? '', 'down').spectrum ?? {}
	expect(tables[0]?.values.slice(30, 36)).toEqual([0, 0, 6, 9, 9, 9])
	expect(tables[1]?.values.slice(31, 41)).toEqual([undefined, 55, 57, 58, 56, 59, 59, 59, 59])
})

it('finds out how many tones an SNR stands for: the column is squeezed to the front', () => {
	const line = (tone: number, snr: number, bits: number) =>
		` ${tone} ${snr} 0 ${bits} * ${tone + 1} ${snr} 0 ${bits}\n`
	const text = [0, 2, 4, 6, 8, 10, 12, 14].map(tone => line(tone, tone < 4 ? 40 + tone : 0, 5)).join('')
	const {tables = []} = parseShowBins(text, 'down').spectrum ?? {}
	expect(tables[1]).toEqual({direction: 'down', quantity: 'snr_db', groupSize: 4, values: [40, 40, 42, 42]})
})
