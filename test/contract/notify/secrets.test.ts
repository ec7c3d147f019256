import fs from 'node:fs'
import {expect, it} from 'vitest'
import {type Answer, startHttp} from '../../simulators/receivers.ts'
import {site} from './site.ts'

/** Servers that repeat what they were asked, in whole, in parts, and where it will be cut. */
const ECHOES: readonly Answer['body'][] = [
	'Cannot POST /api/webhooks/1/sEcReT?key=hUnTeR2 Bearer tOkEnXyZ',
	'{"error":"no hook sEcReT"}',
	`${'x'.repeat(112)} /api/webhooks/1/sEcReT?key=hUnTeR2`,
	'http://linestat:pAsSwOrD@127.0.0.1/ is gone: hUnTeR2, pAsSwOrD',
]

it.each([404, 400, 500, 429])('none is printed, whatever is repeated with status %i', async status => {
	await using server = await startHttp()
	const place = `127.0.0.1:${server.port}/api/webhooks/1/sEcReT?key=hUnTeR2`
	const {dir, poll, test} = site({
		chat: {type: 'discord', url_file: 'url'},
		hook: {type: 'webhook', url: `http://linestat:pAsSwOrD@${place}`},
		token: {type: 'webhook', url: `http://${place}`, token_file: 'token'},
	})
	fs.writeFileSync(`${dir}/url`, `http://${place}\n`)
	fs.writeFileSync(`${dir}/token`, 'tOkEnXyZ\n', {mode: 0o600})
	await poll('up=WAN')
	const said: string[] = []
	for (const body of ECHOES) {
		server.answers.splice(0, 99, ...Array<Answer>(3).fill({status, ...(body === undefined ? {} : {body})}))
		const ran = [await test(), await poll(said.length % 2 === 0 ? 'down=WAN' : 'up=WAN', '--debug')]
		said.push(...ran.map(({stdout, stderr}) => stdout + stderr))
	}
	expect(server.requests.length).toBeGreaterThan(10)
	for (const text of said) expect(text).not.toMatch(/sEcR|hUnT|tOkE|pAsS/)
	expect(said.join()).toContain(`status ${status}`)
})

it.each([
	['a port that nobody listens on', 'http://127.0.0.1:9/'],
	['a name that nobody has', 'https://no-such-host.invalid/'],
	['a server without TLS', 'https://127.0.0.1:PORT/'],
])('none is printed for %s', async (_name, start) => {
	await using server = await startHttp()
	const {dir, test} = site({chat: {type: 'discord', url_file: 'url'}})
	fs.writeFileSync(`${dir}/url`, `${start.replace('PORT', String(server.port))}api/webhooks/1/sEcReT\n`)
	const {status, stdout, stderr} = await test('--debug')
	expect(status).toBe(3)
	expect(stderr).toContain('E! chat: ')
	expect(stdout + stderr).not.toContain('sEcR')
})
