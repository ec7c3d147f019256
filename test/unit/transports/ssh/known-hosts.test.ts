import fs from 'node:fs'
import {describe, expect, it} from 'vitest'
import {
	judgeHostKey,
	keyType,
	knownTypes,
	lookupNames,
	parseKnownHosts,
} from '../../../../src/transports/ssh/known-hosts.ts'

const read = (name: string) => fs.readFileSync(`fixtures/ssh/${name}`, 'utf8')
const entries = (name: string) => parseKnownHosts(read(`known_hosts/${name}`), name)
const key = (name: string) => Buffer.from(read(`keys/${name}.pub`).split(' ')[1] ?? '', 'base64')

const ONE = lookupNames('One.Test', 2201)
const TWO = lookupNames('two.test', 2202)

const judge = (file: string) => ({
	one: judgeHostKey(entries(file), ONE, key('one-ed25519')).is,
	two: judgeHostKey(entries(file), TWO, key('two-ed25519')).is,
})

// The verdicts are those of OpenSSH 9.2, with both hosts showing their Ed25519 key.
it.each([
	['plain', 'known', 'known'],
	['hashed', 'known', 'known'],
	['wildcard', 'known', 'known'],
	['list', 'known', 'known'],
	['without-port', 'known', 'known'],
	['malformed', 'known', 'known'],
	['negated', 'unknown', 'known'],
	['revoked', 'revoked', 'known'],
	['wrong', 'changed', 'changed'],
	['authority-only', 'unknown', 'unknown'],
	['empty', 'unknown', 'unknown'],
	['several', 'known', 'unknown'],
])('%s: the first host is %s, the second %s', (file, one, two) => {
	expect(judge(file)).toEqual({one, two})
})

it.each(['ed25519', 'ecdsa', 'rsa'])('knows the %s key of a hashed host', type => {
	expect(judgeHostKey(entries('hashed'), ONE, key(`one-${type}`)).is).toBe('known')
})

describe('a host whose RSA key alone is known', () => {
	it('is asked for it', () => {
		expect(knownTypes(entries('rsa-only'), ONE)).toEqual(['ssh-rsa'])
		expect(judgeHostKey(entries('rsa-only'), ONE, key('one-rsa')).is).toBe('known')
	})

	it('is unknown by another, and the answer says by which it would be known', () => {
		const verdict = judgeHostKey(entries('rsa-only'), ONE, key('one-ed25519'))
		expect(verdict).toEqual({is: 'unknown', types: ['ssh-rsa'], authority: false})
	})
})

it('says which line a changed key is in', () => {
	expect(judgeHostKey(entries('wrong'), TWO, key('two-ed25519'))).toMatchObject({
		is: 'changed',
		entry: {file: 'wrong', line: 2, type: 'ssh-ed25519'},
	})
})

it('tells that a certificate authority is known, which is no trust', () => {
	expect(judgeHostKey(entries('authority-only'), ONE, key('one-ed25519'))).toMatchObject({authority: true})
	expect(judgeHostKey(entries('authority-only'), ONE, key('other-ed25519')).is).toBe('unknown')
	expect(knownTypes(entries('authority-only'), ONE)).toEqual([])
})

it('takes the key without the port for the host, but not against it', () => {
	const text = `two.test ${read('keys/other-ed25519.pub')}`
	expect(judgeHostKey(parseKnownHosts(text, 'f'), TWO, key('other-ed25519')).is).toBe('known')
	expect(judgeHostKey(parseKnownHosts(text, 'f'), TWO, key('two-ed25519')).is).toBe('unknown')
	expect(knownTypes(parseKnownHosts(text, 'f'), TWO)).toEqual(['ssh-ed25519'])
})

it('does not take a key with a port for the host without', () => {
	expect(judgeHostKey(entries('plain'), lookupNames('one.test', 22), key('one-ed25519')).is).toBe('unknown')
})

it('believes the type inside the key, not the one beside it', () => {
	const text = `two.test ssh-rsa ${read('keys/two-ed25519.pub').split(' ')[1]}`
	expect(parseKnownHosts(text, 'f')[0]?.type).toBe('ssh-ed25519')
})

it.each([
	['router', 22, ['router']],
	['Router', 2222, ['[router]:2222', 'router']],
	['::1', 22, ['::1']],
	['FE80::1', 2222, ['[fe80::1]:2222', 'fe80::1']],
])('looks %s up on port %d', (host, port, names) => {
	expect(lookupNames(host, port)).toEqual(names)
})

it.each([
	['*', 'router', true],
	['r?uter', 'router', true],
	['r?uter', 'ruter', false],
	['*.lan', 'router.lan', true],
	['*.lan', 'router.lan.example', false],
	['*o*e*', 'router', true],
	['192.0.2.*', '192.0.2.10', true],
	['[router]:22', 'r', false],
	['router', 'router.lan', false],
	['', '', true],
	[`${'*a'.repeat(30)}b`, 'a'.repeat(200), false],
])('matches the pattern %s with %s: %s', (pattern, name, matches) => {
	const text = `x,${pattern} ${read('keys/one-ed25519.pub')}`
	expect(knownTypes(parseKnownHosts(text, 'f'), [name]).length > 0).toBe(matches)
})

it('reads no type from what is no key', () => {
	expect(keyType(Buffer.alloc(0))).toBeUndefined()
	expect(keyType(Buffer.from('0000000bssh', 'latin1'))).toBeUndefined()
	expect(keyType(Buffer.from([0xff, 0xff, 0xff, 0xff, 1]))).toBeUndefined()
	expect(keyType(Buffer.alloc(4))).toBeUndefined()
})
