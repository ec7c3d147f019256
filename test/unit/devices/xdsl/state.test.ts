import {expect, it} from 'vitest'
import {lineState} from '../../../../src/devices/xdsl/state.ts'

it.each([
	['SHOWTIME', 'showtime'],
	['Showtime with TC-Layer sync', 'showtime'],
	['Up', 'showtime'],
	['TRAINING', 'training'],
	['INITIALIZING', 'training'],
	['HANDSHAKE', 'handshake'],
	['IDLE', 'idle'],
	['READY', 'down'],
	['EXCEPTION', 'down'],
	['Down', 'down'],
	['disabled', 'disabled'],
	['Loop Test', 'loop test'],
])('calls %j %s', (word, state) => {
	expect(lineState(word)).toEqual({up: state === 'showtime', state})
})

it.each([' ', '----', 'SHO\u0000TIME'])('says nothing about %j', word => {
	expect(lineState(word)).toEqual({})
})
