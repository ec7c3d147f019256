import {expect, it} from 'vitest'
import {endpoint} from '../../../src/config/values.ts'

it.each([
	['router', 'router', 19_998],
	['router:2000', 'router', 2000],
	['192.0.2.1:1', '192.0.2.1', 1],
	['2001:db8::1', '2001:db8::1', 19_998],
	['[2001:db8::1]', '2001:db8::1', 19_998],
	['[2001:db8::1]:2000', '2001:db8::1', 2000],
])('reads %j', (text, host, port) => {
	expect(endpoint(19_998)(text)).toEqual({host, port})
})

it.each([
	'',
	':1',
	'a b',
	'user@router',
	'http://router',
	'router:',
	'router:0',
	'router:70000',
	'[::1',
	'-rf',
])('refuses %j', text => {
	expect(() => endpoint(19_998)(text)).toThrow(/is no (address|port): use/)
})
