import {expect, it} from 'vitest'
import {describe, exitCodeOf, resultOf} from '../../../../src/errors.ts'
import {CLOSED, explain, type Stage} from '../../../../src/transports/ssh/failure.ts'

const error = (message: string, details: {code?: string | number; level?: string} = {}) =>
	Object.assign(new Error(message), details)

// What Node 26 and ssh2 1.17.0 report, and what is made of it.
it.each<[string, Error, Stage, string, number, string]>([
	['name', error('getaddrinfo', {code: 'ENOTFOUND'}), 'connect', 'unreachable', 3, 'Check the name'],
	['refused', error('connect', {code: 'ECONNREFUSED'}), 'connect', 'refused', 3, 'Check the port'],
	['timeout', error('connect', {code: 'ETIMEDOUT'}), 'connect', 'timeout', 3, 'Check that it is on'],
	[
		'no route',
		error('connect', {code: 'EHOSTUNREACH'}),
		'connect',
		'unreachable',
		3,
		'Cannot connect to router:22',
	],
	[
		'dropped',
		error('Connection lost before handshake', {level: 'protocol'}),
		'handshake',
		'refused',
		3,
		'before the login',
	],
	['reset', error('read', {code: 'ECONNRESET'}), 'login', 'unreachable', 3, 'during the login of "admin"'],
	[
		'closed',
		error(CLOSED),
		'session',
		'unreachable',
		3,
		'in the middle of an answer: Connection closed. Check that it did not',
	],
	[
		'dead',
		error('Keepalive timeout', {level: 'client-timeout'}),
		'session',
		'timeout',
		3,
		'any more: Keepalive timeout. Check that it is still on',
	],
	['busy', error('Too many connections', {code: 12}), 'handshake', 'refused', 3, 'Too many connections'],
	['failures', error('Too many authentication failures', {code: 2}), 'login', 'auth', 4, '--identity-file'],
	['logged out', error('Idle', {code: 11}), 'session', 'refused', 3, 'ended the connection: Idle. Try again'],
	['damaged', error('Invalid MAC', {level: 'protocol'}), 'login', 'protocol', 5, 'Invalid MAC'],
	[
		'cut off',
		error('read', {code: 'ETIMEDOUT', level: 'client-socket'}),
		'session',
		'timeout',
		3,
		'Check that it is on',
	],
	['no SSH', error('Header line too long'), 'handshake', 'protocol', 5, 'does not speak SSH'],
	[
		'old',
		error('Handshake failed: no matching key exchange algorithm', {level: 'handshake'}),
		'handshake',
		'protocol',
		5,
		'--legacy-ssh',
	],
])('explains %s', (_, cause, stage, result, exitCode, words) => {
	const explained = explain(cause, stage, 'router:22', 'admin')
	expect([resultOf(explained), exitCodeOf(explained)]).toEqual([result, exitCode])
	expect(describe(explained)).toContain('router:22')
	expect(describe(explained)).toContain(words)
})
