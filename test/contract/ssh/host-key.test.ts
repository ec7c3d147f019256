import fs from 'node:fs'
import path from 'node:path'
import {describe, expect, it} from 'vitest'
import {AuthError, exitCodeOf, describe as say} from '../../../src/errors.ts'
import {startSsh} from '../../simulators/ssh.ts'
import {keyPair} from '../../simulators/ssh-keys.ts'
import {failure} from '../../ssh.ts'
import {ADMIN, connect, withHome} from './device.ts'

const {file, inHome} = withHome()

describe('the host key', () => {
	it.each([
		[[], 'is not known: it shows ssh-ed25519 SHA256:'],
		[[`SHA256:${'A'.repeat(43)}`], 'is not the pinned one'],
	])('is refused before anything is sent: %j', async (hostKey, message) => {
		await using device = await startSsh(ADMIN)
		const error = await failure(connect(device, {options: {hostKey}}))
		expect(error).toBeInstanceOf(AuthError)
		expect(exitCodeOf(error)).toBe(4)
		expect(say(error)).toContain(message)
		expect(say(error)).toContain(device.fingerprint)
		expect(device.attempts).toEqual([])
	})

	it('tells the line to add, which then is accepted', async () => {
		await using device = await startSsh(ADMIN)
		const knownHosts = [file('told', '')]
		const error = await failure(connect(device, {options: {hostKey: [], knownHosts}}))
		expect(say(error)).toContain(`add "${device.knownHost.trim()}" to ${knownHosts[0]}`)
		fs.writeFileSync(knownHosts[0] ?? '', device.knownHost)
		await using _ = await connect(device, {options: {hostKey: [], knownHosts}})
	})

	it('is refused when it has changed, with both fingerprints and the place', async () => {
		await using device = await startSsh(ADMIN)
		const {public: other, fingerprint} = keyPair()
		const knownHosts = [file('changed', `# old\n[127.0.0.1]:${device.port} ${other}\n`)]
		const error = await failure(connect(device, {options: {hostKey: [], knownHosts, acceptNewHostKey: true}}))
		expect(exitCodeOf(error)).toBe(4)
		expect(say(error)).toContain(`changed:2 has ${fingerprint}, it shows ssh-ed25519 ${device.fingerprint}`)
		expect(say(error)).toContain(`ssh-keygen -R '[127.0.0.1]:${device.port}'`)
		expect(device.attempts).toEqual([])
	})

	it('is refused when it is revoked', async () => {
		await using device = await startSsh(ADMIN)
		const knownHosts = [
			file('revoked', `${device.knownHost}@revoked * ${device.knownHost.split(' ').slice(1).join(' ')}`),
		]
		const error = await failure(connect(device, {options: {hostKey: [], knownHosts, acceptNewHostKey: true}}))
		expect(say(error)).toContain('is revoked by')
		expect(device.attempts).toEqual([])
	})

	it('is asked for by the type that is known', async () => {
		const [first, known] = [keyPair(), keyPair('rsa')]
		await using device = await startSsh({...ADMIN, hostKeys: [first.private, known.private]})
		const knownHosts = [file('rsa', `[127.0.0.1]:${device.port} ${known.public}\n`)]
		await using _ = await connect(device, {options: {hostKey: [], knownHosts}})
	})

	it('is not learned where another type is known', async () => {
		await using device = await startSsh(ADMIN)
		const knownHosts = [file('other', `[127.0.0.1]:${device.port} ${keyPair('rsa').public}\n`)]
		const error = await failure(connect(device, {options: {hostKey: [], knownHosts, acceptNewHostKey: true}}))
		expect(say(error)).toContain('only ssh-rsa is')
	})

	it('is learned once, into ~/.ssh/known_hosts', async () => {
		await using device = await startSsh(ADMIN)
		const HOME = inHome('learner')
		fs.mkdirSync(HOME)
		const given = {env: {HOME}, options: {hostKey: [], acceptNewHostKey: true}}
		await using _first = await connect(device, given)
		await using _second = await connect(device, given)
		const learned = path.join(HOME, '.ssh/known_hosts')
		expect(fs.readFileSync(learned, 'utf8')).toBe(device.knownHost)
		expect(fs.statSync(learned).mode & 0o777).toBe(0o600)
		expect(fs.statSync(path.dirname(learned)).mode & 0o777).toBe(0o700)
		await using _ = await connect(device, {env: {HOME}, options: {hostKey: []}})
	})

	it('cannot be learned into a folder that nobody can make', async () => {
		await using device = await startSsh(ADMIN)
		const options = {hostKey: [], knownHosts: ['/proc/linestat/ssh/known_hosts'], acceptNewHostKey: true}
		const error = await failure(connect(device, {options}))
		expect(exitCodeOf(error)).toBe(6)
		expect(say(error)).toMatch(
			/Cannot remember the host key in \/proc\/linestat\/ssh\/known_hosts: ENOENT.*--host-key/,
		)
	})

	it('is learned into the state folder where there is no home', async () => {
		await using device = await startSsh(ADMIN)
		const stateDir = inHome('state')
		fs.mkdirSync(stateDir)
		const given = {env: {HOME: '/nonexistent'}, stateDir}
		await using _first = await connect(device, {...given, options: {hostKey: [], acceptNewHostKey: true}})
		expect(fs.readFileSync(path.join(stateDir, 'known_hosts'), 'utf8')).toBe(device.knownHost)
		await using _second = await connect(device, {...given, options: {hostKey: []}})
	})
})
