import fs from 'node:fs'
import {expect, it} from 'vitest'
import {gatewayCatalog} from '../event-device.ts'
import {fakeCatalog} from '../fake-device.ts'
import {folder} from '../folder.ts'
import {run} from '../run.ts'

const entries = (file: string) =>
	fs
		.readFileSync(file, 'utf8')
		.trimEnd()
		.split('\n')
		.map(line => JSON.parse(line))

it('keeps events and failures that stderr does not show', async () => {
	const dir = folder()
	const args = ['--state-dir', dir, '--log-file', `${dir}/log`]
	const poll = (...more: readonly string[]) => run(['fake', ...more, ...args], {catalog: gatewayCatalog()})
	await poll('up=WAN')
	expect((await poll('down=WAN')).stderr).toBe('')
	expect((await poll('unreachable')).stderr).toMatch(/^E! No connection to box/)
	expect(entries(`${dir}/log`)).toEqual([
		{
			time: expect.stringMatching(/^\d{4}-.*Z$/),
			level: 'info',
			message: 'gateway_down: The gateway WAN of fake 192.0.2.1 went down',
		},
		{time: expect.anything(), level: 'error', message: 'No connection to box'},
	])
	expect(fs.statSync(`${dir}/log`).mode & 0o777).toBe(0o600)
})

it('goes on in a new file when the old one was renamed', async () => {
	const dir = folder()
	const poll = () => run(['fake', 'unreachable', '--log-file', `${dir}/log`], {catalog: gatewayCatalog()})
	await poll()
	fs.renameSync(`${dir}/log`, `${dir}/log.1`)
	await poll()
	expect(entries(`${dir}/log.1`)).toHaveLength(1)
	expect(entries(`${dir}/log`)).toHaveLength(1)
})

it('has no secret in it', async () => {
	const dir = folder({password: 'hunter2\n'})
	const catalog = fakeCatalog(async (_options, context) => {
		context.log.warn(`the password is ${await context.secret('password')}`)
	})
	await run(['fake', '--password-file', `${dir}/password`, '--log-file', `${dir}/log`], {catalog})
	const text = fs.readFileSync(`${dir}/log`, 'utf8')
	expect(text).toContain('the password is ***')
	expect(text).not.toContain('hunter2')
})

it('that cannot be written costs a warning', async () => {
	const argv = ['fake', 'up=WAN', '--log-file', '/nonexistent/log', '--exit-zero', 'unreachable']
	const {status, stderr} = await run(argv, {catalog: gatewayCatalog()})
	expect(status).toBe(0)
	expect(stderr).toMatch(/Cannot write the log file \/nonexistent\/log: ENOENT/)
})
