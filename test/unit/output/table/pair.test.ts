import {expect, it} from 'vitest'
import {halfOf} from '../../../../src/output/table/pair.ts'

const among = (...names: string[]) => ({
	name: 'm',
	help: '',
	tags: {},
	fields: Object.fromEntries(names.map(name => [name, {type: 'counter', value: 'int', help: ''} as const])),
})

it.each([
	['rx_bytes', among('rx_bytes', 'tx_bytes'), {quantity: 'bytes', side: 'rx', sides: ['rx', 'tx']}],
	['tx_bytes', among('rx_bytes', 'tx_bytes'), {quantity: 'bytes', side: 'tx', sides: ['rx', 'tx']}],
	['tx_late', among('rx_bytes', 'tx_bytes', 'tx_late'), {quantity: 'late', side: 'tx', sides: ['tx']}],
	['rx_late', among('rx_late'), undefined],
	['rate_up', among('rate_up', 'rate_down'), {quantity: 'rate', side: 'up', sides: ['down', 'up']}],
	['backup_up', among('backup_up', 'backup_down'), {quantity: 'backup', side: 'up', sides: ['down', 'up']}],
	['came_up', among('came_up', 'went_down'), undefined],
	['up', among('up', 'down'), undefined],
])('%s', (field, measurement, expected) => {
	expect(halfOf(measurement, field)).toEqual(expected)
})
