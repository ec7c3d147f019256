import {expect, it} from 'vitest'
import {UsageError} from '../../../../src/errors.ts'
import {sshTarget} from '../../../../src/transports/ssh/target.ts'

it.each([
	['router', {host: 'router'}],
	['root@router', {user: 'root', host: 'router'}],
	['root@192.0.2.1:2222', {user: 'root', host: '192.0.2.1', port: 2222}],
	['router:22', {host: 'router', port: 22}],
	['::1', {host: '::1'}],
	['root@2001:db8::1', {user: 'root', host: '2001:db8::1'}],
	['root@[2001:db8::1]', {user: 'root', host: '2001:db8::1'}],
	['[::1]:2222', {host: '::1', port: 2222}],
	['[fe80::1%eth0]:22', {host: 'fe80::1%eth0', port: 22}],
	['me@example.org@router', {user: 'me@example.org', host: 'router'}],
])('reads %s', (text, target) => {
	expect(sshTarget(text)).toEqual(target)
})

it.each([
	'',
	'@router',
	'root@',
	'router:',
	'router:0',
	'router:65536',
	'router:ssh',
	'[::1',
	'[]:22',
	'[::1]22',
	'-oProxyCommand=x',
	'a b',
	'ssh://router',
	'me:secret@router',
])('refuses %j', text => {
	expect(() => sshTarget(text)).toThrow(UsageError)
})
