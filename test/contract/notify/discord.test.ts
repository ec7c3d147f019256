import fs from 'node:fs'
import {expect, it} from 'vitest'
import {discordProblem, startHttp} from '../../simulators/receivers.ts'
import {many, site} from './site.ts'

const chat = (dir: string, port: number) => {
	fs.writeFileSync(`${dir}/url`, `http://127.0.0.1:${port}/api/webhooks/1/sEcReT\n`)
}
const target = {type: 'discord', url_file: 'url', mention: '123456789012345678'}

it('gets an embed, with a mention for an alarm only', async () => {
	await using server = await startHttp(discordProblem)
	const {dir, poll} = site({chat: target})
	chat(dir, server.port)
	await poll('up=WAN_*1')
	await poll('down=WAN_*1')
	await poll('up=WAN_*1')
	const [alarm, end] = (await server.until(2)).map(body => JSON.parse(body))
	expect(server.requests[0]?.url).toBe('/api/webhooks/1/sEcReT')
	expect(alarm).toEqual({
		username: 'linestat',
		content: '<@123456789012345678>',
		allowed_mentions: {parse: [], users: ['123456789012345678']},
		embeds: [
			{
				title: 'Gateway down',
				description: 'The gateway WAN\\_\\*1 of fake 192.0.2.1 went down',
				color: 0xe60000,
				timestamp: '2026-01-01T00:02:00.000Z',
				fields: [
					{name: 'From', value: 'up', inline: true},
					{name: 'To', value: 'down', inline: true},
				],
				footer: {text: 'linestat · fake 192.0.2.1'},
			},
		],
	})
	expect(end).not.toHaveProperty('content')
	expect(end.embeds[0]).toMatchObject({title: 'Gateway up', color: 0x00e600})
})

it('waits as long as Discord asks where there is time, then sends once', async () => {
	await using server = await startHttp(discordProblem)
	const {dir, poll} = site({chat: target})
	chat(dir, server.port)
	server.answers.push({
		status: 429,
		body: '{"message":"You are being rate limited.","retry_after":0.15,"global":false}',
	})
	await poll('up=WAN')
	const {stderr, seconds} = await poll('down=WAN')
	expect(stderr).toBe('')
	expect(seconds).toBeGreaterThan(0.15)
	expect(server.got).toHaveLength(1)
	expect(server.requests).toHaveLength(2)
})

it('waits for a later poll where there is no time, by the header too', async () => {
	await using server = await startHttp(discordProblem)
	const {dir, poll, clock} = site({chat: target})
	chat(dir, server.port)
	server.answers.push({status: 429, headers: {'retry-after': '300'}, body: '<html>slow down</html>'})
	await poll('up=WAN')
	expect((await poll('down=WAN')).stderr).toMatch(
		/it wants fewer messages \(status 429\); its events are sent later/,
	)
	await poll('down=WAN')
	expect(server.requests).toHaveLength(1)
	clock.advance(300)
	await poll('down=WAN')
	expect(server.got).toHaveLength(1)
})

it('is given up where it does not know the webhook, without its secret in the words', async () => {
	await using server = await startHttp()
	const {dir, poll, states} = site({chat: target})
	chat(dir, server.port)
	server.answers.push({status: 404, body: '{"message":"Unknown Webhook","code":10015}'})
	await poll('up=WAN')
	const {status, stderr} = await poll('down=WAN', '--debug')
	expect(status).toBe(0)
	expect(stderr).toMatch(
		/Notification target chat: it answered with status 404, .*Unknown Webhook.*; what it refused is dropped/,
	)
	expect(stderr).not.toContain('sEcReT')
	expect(await states()).toEqual([{chat: 'dropped'}])
})

it('gets a storm as one message with a count', async () => {
	await using server = await startHttp(discordProblem)
	const {dir, poll} = site({chat: target})
	chat(dir, server.port)
	await poll(...many('up', 40))
	await poll(...many('down', 40))
	expect(server.got).toHaveLength(1)
	const {embeds} = JSON.parse(server.got[0] ?? '')
	expect(embeds).toHaveLength(1)
	expect(embeds[0].title).toBe('40 events')
	expect(embeds[0].description).toMatch(/^40 events: 40 gateway\\_down\. The last: /)
})

it('gets ten messages in ten minutes of flapping, and the rest as one', async () => {
	await using server = await startHttp(discordProblem)
	const {dir, poll, clock} = site({chat: target})
	chat(dir, server.port)
	await poll('up=WAN')
	for (let n = 0; n < 16; n++) {
		await poll(n % 2 === 0 ? 'down=WAN' : 'up=WAN')
		clock.advance(-50)
	}
	expect(server.got).toHaveLength(10)
	clock.advance(600)
	await poll('up=WAN')
	expect(server.got).toHaveLength(11)
	expect(JSON.parse(server.got[10] ?? '').embeds[0].title).toBe('6 events')
})

it('a pause that is asked for twice is honoured by the next poll', async () => {
	await using server = await startHttp(discordProblem)
	const {dir, poll, clock, states} = site({chat: target})
	chat(dir, server.port)
	const limited = (retry_after: number) => ({status: 429, body: JSON.stringify({retry_after})})
	server.answers.push(limited(0.05), limited(90))
	await poll('up=WAN', 'up=LTE')
	expect((await poll('down=WAN', 'down=LTE')).stderr).toMatch(/it wants fewer messages/)
	expect(server.requests).toHaveLength(2)
	await poll('down=WAN', 'up=LTE')
	expect(server.requests).toHaveLength(2)
	clock.advance(30)
	await poll('down=WAN', 'up=LTE')
	const embeds = server.got.map(body => JSON.parse(body).embeds.map(({title}: {title: string}) => title))
	expect(embeds).toEqual([['Gateway down', 'Gateway down', 'Gateway up']])
	expect(await states()).toEqual(Array(3).fill({chat: 'sent'}))
})

it('a pause longer than the poll delays it no longer than its deadline', async () => {
	await using server = await startHttp(discordProblem)
	const {dir, poll} = site({chat: {...target, timeout: '30s'}})
	chat(dir, server.port)
	server.answers.push({status: 429, body: '{"retry_after":20}'})
	await poll('up=WAN')
	const {status, seconds} = await poll('down=WAN', '--timeout', '1s')
	expect(status).toBe(0)
	expect(seconds).toBeLessThan(2)
	expect(server.requests).toHaveLength(1)
})

it.each(['@everyone', '<@123456789012345679>', '<@&12345678>', '@here', '**x** [y](http://z)', '`\u202e'])(
	'a gateway that is called %s mentions nobody',
	async name => {
		await using server = await startHttp(discordProblem)
		const {dir, poll} = site({chat: {type: 'discord', url_file: 'url'}})
		chat(dir, server.port)
		await poll(`up=${name}`)
		expect((await poll(`down=${name}`)).stderr).toBe('')
		const body = JSON.parse(server.got[0] ?? '')
		expect(body).not.toHaveProperty('content')
		expect(body.allowed_mentions).toEqual({parse: [], users: []})
	},
)
