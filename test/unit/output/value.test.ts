import {expect, it} from 'vitest'
import type {FieldSpec} from '../../../src/metrics/model.ts'
import {toCatalogueType} from '../../../src/output/value.ts'

const int: FieldSpec = {type: 'gauge', value: 'int', help: ''}
const float: FieldSpec = {type: 'gauge', value: 'float', help: ''}
const flag: FieldSpec = {type: 'gauge', value: 'flag', help: ''}
const info: FieldSpec = {type: 'info', help: ''}

it.each([
	[3, int, 3n],
	[1e21, int, undefined],
	[2.5, int, 3n],
	[-0.2, int, 0n],
	[Number.NaN, int, undefined],
	[2 ** 53, int, 9007199254740992n],
	[2n ** 63n, int, undefined],
	[true, int, 1n],
	['7', int, undefined],
	[3n, float, 3n],
	[true, float, 1],
	[-0, float, 0],
	[Number.POSITIVE_INFINITY, float, undefined],
	[false, flag, 0n],
	[true, flag, 1n],
	[2n, flag, 1n],
	[Number.NaN, flag, undefined],
	[5n, info, '5'],
	[true, undefined, true],
	[1.5, undefined, 1.5],
	[Number.NaN, undefined, undefined],
] as const)('takes %s for %o as %s', (value, spec, expected) => {
	expect(toCatalogueType(value, spec)).toBe(expected)
})
