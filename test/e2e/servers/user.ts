import {execFileSync} from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {possible} from '../../possible.ts'

export const root = possible(process.getuid?.() === 0, 'only root can add users')

export interface User extends Disposable {
	readonly name: string
	readonly home: string
}

/** Adds a user of the system until it is disposed of. */
export function addUser({password = '', shell = '/bin/sh'}: {password?: string; shell?: string} = {}): User {
	const name = `ls${process.pid}${Date.now().toString(36).slice(-5)}`
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-user-'))
	fs.chmodSync(folder, 0o755)
	const home = path.join(folder, 'home')
	// Without a password hash sshd takes the account for locked, also where a key would do.
	const hash =
		password === ''
			? '*'
			: execFileSync('openssl', ['passwd', '-6', '-stdin'], {input: password}).toString().trim()
	execFileSync('useradd', ['--create-home', '--home-dir', home, '--shell', shell, '--password', hash, name], {
		stdio: ['ignore', 'ignore', 'pipe'],
	})
	return {
		name,
		home,
		[Symbol.dispose]() {
			// By force, since the last process of its session may not have ended yet.
			execFileSync('userdel', ['--force', name], {stdio: 'ignore'})
			fs.rmSync(folder, {recursive: true, force: true})
		},
	}
}
