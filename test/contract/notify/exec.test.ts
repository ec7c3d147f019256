import fs from 'node:fs'
import {expect, it} from 'vitest'
import {folder} from '../../folder.ts'
import {site} from './site.ts'

const script = (dir: string, text: string) => {
	fs.writeFileSync(`${dir}/alarm`, `#!/bin/sh\n${text}\n`, {mode: 0o700})
	return `${dir}/alarm`
}

it('gets the event as JSON on stdin, and no secret of the environment', async () => {
	const dir = folder()
	const command = [script(dir, `cat >> "$1"; env >> ${dir}/env`), `${dir}/got`]
	const {poll} = site({run: {type: 'exec', command}})
	await poll('up=WAN')
	process.env.LINESTAT_FAKE_PASSWORD = 'hunter2'
	const {stderr} = await poll('down=WAN')
	delete process.env.LINESTAT_FAKE_PASSWORD
	expect(stderr).toBe('')
	expect(JSON.parse(fs.readFileSync(`${dir}/got`, 'utf8'))).toMatchObject({
		kind: 'gateway_down',
		events: [{device: 'fake'}],
	})
	expect(fs.readFileSync(`${dir}/env`, 'utf8')).not.toContain('hunter2')
})

it.each([
	[
		'fails',
		'echo no such number >&2; exit 3',
		/ended with status 3: no such number; its events are sent later/,
	],
	['hangs, with what it started', 'sleep 60 & sleep 60', /it did not take the message within 0\.3 s/],
])('that %s costs a warning', async (_name, text, message) => {
	const {poll, states} = site({run: {type: 'exec', command: [script(folder(), text)], timeout: '300ms'}})
	await poll('up=WAN')
	const {status, stderr, seconds} = await poll('down=WAN')
	expect(status).toBe(0)
	expect(stderr).toMatch(message)
	expect(seconds).toBeLessThan(2)
	expect(await states()).toEqual([{run: 'pending'}])
})

it('that is not there costs a warning', async () => {
	const {poll} = site({run: {type: 'exec', command: ['/nonexistent/alarm']}})
	await poll('up=WAN')
	expect((await poll('down=WAN')).stderr).toMatch(
		/Notification target run: spawn \/nonexistent\/alarm ENOENT; its events are sent later/,
	)
})

it('is run without a shell', async () => {
	const dir = folder()
	const words = [`$(touch ${dir}/hacked)`, '; touch x', '*', '"']
	const command = [script(dir, `for word in "$@"; do echo "$word"; done > ${dir}/got`), ...words]
	const {poll} = site({run: {type: 'exec', command}})
	await poll('up=$(id)')
	expect((await poll('down=$(id)')).stderr).toBe('')
	expect(fs.readFileSync(`${dir}/got`, 'utf8').split('\n')).toEqual([...words, ''])
	expect(fs.readdirSync(dir).toSorted()).toEqual(['alarm', 'got'])
})
