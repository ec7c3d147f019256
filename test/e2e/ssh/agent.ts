import {execFileSync, spawn} from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import {expect} from 'vitest'

/** OpenSSH's agent, without keys. */
export async function startAgent(folder: string) {
	const socket = path.join(folder, `agent-${Date.now()}`)
	const agent = spawn('ssh-agent', ['-D', '-a', socket], {stdio: 'ignore'})
	await expect.poll(() => fs.existsSync(socket)).toBe(true)
	return {
		socket,
		add: (key: string) =>
			execFileSync('ssh-add', ['-q', key], {env: {...process.env, SSH_AUTH_SOCK: socket}}),
		async [Symbol.asyncDispose]() {
			agent.kill()
		},
	}
}
