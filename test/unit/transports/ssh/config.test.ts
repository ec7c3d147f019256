import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {afterAll, expect, it} from 'vitest'
import {ConfigError} from '../../../../src/errors.ts'
import {readHostBlock} from '../../../../src/transports/ssh/config.ts'
import {resolveHost} from '../../../../src/transports/ssh/host.ts'
import {sshTarget} from '../../../../src/transports/ssh/target.ts'

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-config-'))
afterAll(() => fs.rmSync(home, {recursive: true}))

const config = (text: string): string => {
	fs.mkdirSync(path.join(home, '.ssh'), {recursive: true})
	const file = path.join(home, '.ssh/config')
	fs.writeFileSync(file, text)
	return file
}

const HOME = {HOME: home}
const resolve = (target: string, text: string, env = HOME) => {
	config(text)
	return resolveHost(sshTarget(target), env)
}

it('says nothing where there is no file', async () => {
	expect(await readHostBlock('/nonexistent/config', 'router')).toEqual({})
})

it('takes the first value of all blocks that apply', async () => {
	const file = config(`
# first come, first served
Host router !backup
    HostName=192.0.2.1
    port 2222
    IdentityFile "~/.ssh/with space"
Host rou*
    User admin
    Port 22
    IdentityFile ~/.ssh/second
Match host 192.0.2.1
    HostKeyAlias the-router
Host *
    User nobody
    UserKnownHostsFile /one /two
`)
	expect(await readHostBlock(file, 'router')).toEqual({
		hostName: '192.0.2.1',
		port: 2222,
		user: 'admin',
		hostKeyAlias: 'the-router',
		identityFiles: ['~/.ssh/with space', '~/.ssh/second'],
		knownHostsFiles: ['/one', '/two'],
	})
})

it('starts no command that the file names', async () => {
	const trace = path.join(home, 'trace')
	const file = config(
		`Match exec "touch ${trace}"\n  User evil\nHost *\n  CanonicalizeHostname yes\n  CanonicalDomains lan\n`,
	)
	expect(await readHostBlock(file, 'router')).toEqual({})
	expect(fs.existsSync(trace)).toBe(false)
})

it('refuses a wrong port and names the file', async () => {
	const file = config('Host *\n  Port ssh\n')
	await expect(readHostBlock(file, 'router')).rejects.toThrow(ConfigError)
	await expect(readHostBlock(file, 'router')).rejects.toMatchObject({
		message: `${file} has "Port ssh", which is no port`,
		hint: 'Use a number from 1 to 65535',
	})
})

it('prefers what the target says', async () => {
	const text = 'Host router\n  HostName 192.0.2.1\n  Port 2222\n  User admin\n'
	expect(await resolve('root@router:22', text)).toMatchObject({user: 'root', port: 22, address: '192.0.2.1'})
	expect(await resolve('router', text)).toMatchObject({
		user: 'admin',
		port: 2222,
		place: '192.0.2.1:2222',
		keyNames: ['[192.0.2.1]:2222', '192.0.2.1'],
	})
})

it('fills in home folder and tokens', async () => {
	const text =
		'Host r\n  HostName %h.lan\n  User admin\n  IdentityFile ~/keys/%h-%r%%\n  UserKnownHostsFile none\n'
	expect(await resolve('r', text)).toMatchObject({
		address: 'r.lan',
		identityFiles: [`${home}/keys/r.lan-admin%`],
		knownHostsFiles: [],
	})
})

it('looks a host with an alias up by the alias alone', async () => {
	expect(await resolve('r:2222', 'Host r\n  HostKeyAlias Router-1\n')).toMatchObject({keyNames: ['router-1']})
})

it('has the defaults of OpenSSH', async () => {
	expect(await resolve('::1', '')).toEqual({
		address: '::1',
		port: 22,
		user: os.userInfo().username,
		place: '[::1]:22',
		keyNames: ['::1'],
		identityFiles: undefined,
		knownHostsFiles: undefined,
		home,
	})
})
