import fs from 'node:fs'
import {expect, it} from 'vitest'
import {startFlood, startHttp} from '../../simulators/receivers.ts'
import {site} from './site.ts'

it('gets JSON, with its token', async () => {
	await using server = await startHttp()
	const {dir, poll} = site({
		hook: {type: 'webhook', url: `http://127.0.0.1:${server.port}/alarm?a=1`, token_file: 'token'},
	})
	fs.writeFileSync(`${dir}/token`, 'tOkEn\n', {mode: 0o600})
	await poll('up=WAN')
	await poll('down=WAN')
	expect(server.requests[0]).toMatchObject({url: '/alarm?a=1', headers: {authorization: 'Bearer tOkEn'}})
	expect(JSON.parse(server.got[0] ?? '')).toEqual({
		kind: 'gateway_down',
		severity: 'warning',
		message: 'The gateway WAN of fake 192.0.2.1 went down',
		time: '2026-01-01T00:02:00.000Z',
		count: 1,
		events: [
			{
				time: '2026-01-01T00:02:00.000Z',
				kind: 'gateway_down',
				device: 'fake',
				source: '192.0.2.1',
				subject: {gateway: 'WAN'},
				from: 'up',
				to: 'down',
				message: 'The gateway WAN of fake 192.0.2.1 went down',
				count: 1,
			},
		],
	})
})

it('gets the name and the password that stand in its URL', async () => {
	await using server = await startHttp()
	const url = `http://linestat:p%40ss@127.0.0.1:${server.port}/alarm`
	const {test} = site({hook: {type: 'webhook', url}})
	expect((await test()).status).toBe(0)
	const login = Buffer.from('linestat:p@ss').toString('base64')
	expect(server.requests[0]?.headers.authorization).toBe(`Basic ${login}`)
})

it('that refuses one message gets the others, and hears of the one that is lost', async () => {
	await using server = await startHttp()
	const {poll, states} = site({hook: {type: 'webhook', url: `http://127.0.0.1:${server.port}/`}})
	server.answers.push({status: 413, body: 'too long'})
	await poll('up=WAN', 'up=LTE')
	expect((await poll('down=WAN', 'down=LTE')).stderr).toMatch(
		/^W! Notification target hook: it answered with status 413, too long; what it refused is dropped/,
	)
	expect(await states()).toEqual([{hook: 'dropped'}, {hook: 'sent'}])
	await poll('down=WAN', 'up=LTE')
	expect(server.got.map(body => JSON.parse(body).message)).toEqual([
		'The gateway LTE of fake 192.0.2.1 went down',
		expect.stringMatching(
			/LTE of fake 192\.0\.2\.1 is up again after 60 s \(1 earlier event was given up\)$/,
		),
	])
})

it.each([
	[200, 'sent', /^$/],
	[500, 'pending', /sent more than 65536 bytes in one answer.*; its events are sent later/],
])('that answers with status %i and no end is asked once', async (answer, state, message) => {
	await using server = await startFlood(answer)
	const {poll, states} = site({hook: {type: 'webhook', url: `http://127.0.0.1:${server.port}/`}})
	await poll('up=WAN')
	const {status, stderr, seconds} = await poll('down=WAN', '--timeout', '5s')
	expect(status).toBe(0)
	expect(stderr).toMatch(message)
	expect(seconds).toBeLessThan(2)
	expect(server.got).toHaveLength(1)
	expect(await states()).toEqual([{hook: state}])
})
