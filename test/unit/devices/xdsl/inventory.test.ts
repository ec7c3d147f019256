import {expect, it} from 'vitest'
import {transmissionSystem} from '../../../../src/devices/xdsl/mode.ts'
import {vendorId} from '../../../../src/devices/xdsl/vendor.ts'

it.each([
	['17A', {mode: 'G.993.2', profile: '17a'}],
	['35B', {mode: 'G.993.2', profile: '35b'}],
	['VDSL2 17a ANNEX B', {mode: 'G.993.2', profile: '17a', annex: 'B'}],
	['ADSL2+ Annex J', {mode: 'G.992.5', annex: 'J'}],
	['ADSL2+(G.992.5)', {mode: 'G.992.5'}],
	['ADSL2', {mode: 'G.992.3'}],
	['G.DMT', {mode: 'G.992.1'}],
	['G.fast', {mode: 'G.9701'}],
	['Something', {mode: 'Something'}],
	['', {}],
	['----', {}],
])('reads the transmission system %j', (text, expected) => {
	expect(transmissionSystem(text)).toEqual(expected)
})

it.each([
	['fe004452', '41590000', {vendor: 'DRAY'}],
	['b5004244', '434da4a1', {vendor: 'BDCM', version: '10.9.33'}],
	['b5004244', '434db205', {vendor: 'BDCM', version: '11.4.5'}],
	['b5004946', '544e7195', {vendor: 'IFTN', version: '7.1.9.5'}],
	['b500414c', '4342003f', {vendor: 'ALCB', version: '003f'}],
	['00004244', '0000434d', {vendor: 'BDCM'}],
	['00000000', '00000000', {}],
	['b5004244', '', {}],
	['b5004244', '434da4', {}],
])('reads the vendor ID %s %s', (first, second, expected) => {
	expect(vendorId(first, second)).toEqual(expected)
})
