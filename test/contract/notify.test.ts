import fs from 'node:fs'
import {describe, expect, it} from 'vitest'
import {gatewayCatalog} from '../event-device.ts'
import {folder} from '../folder.ts'
import {run} from '../run.ts'
import {createCertificate} from '../simulators/certificates.ts'
import {discordProblem, startFrames, startHttp, startSilent, startUdp} from '../simulators/receivers.ts'
import {handClock} from '../state.ts'

const catalog = gatewayCatalog()

/** linestat with these notification targets; `poll` is one poll of the fake device, a minute after the one before. */
function site(notify: Readonly<Record<string, Readonly<Record<string, unknown>>>>, start?: string) {
	const dir = folder({'linestat.yaml': JSON.stringify({notify}), url: 'http://127.0.0.1:1/never\n'})
	const clock = handClock(start)
	const options = {catalog, io: {clock}}
	const common = ['--config', `${dir}/linestat.yaml`, '--state-dir', dir]
	return {
		dir,
		clock,
		poll(...args: readonly string[]) {
			clock.advance(60)
			// A deadline counts from the start of the process, which for a test is now.
			const begun = performance.now()
			const own = {...clock, monotonic: () => performance.now() - begun}
			return run(['fake', ...args, ...common], {catalog, io: {clock: own}})
		},
		test: (...names: readonly string[]) => run(['notify', 'test', ...names, ...common], options),
		async states() {
			const {stdout} = await run(['events', ...common], options)
			const {events = []} = stdout === '' ? {} : JSON.parse(stdout)
			return events.map((event: {deliveries: object}) => event.deliveries)
		},
	}
}

const many = (state: string, count: number) => Array.from({length: count}, (_, index) => `${state}=G${index}`)

describe('syslog', () => {
	const RFC5424 =
		/^<132>1 2026-01-01T00:02:00\.000Z [!-~]+ linestat \d+ GATEWAY_DOWN \[fake@32473 kind="gateway_down" device="fake" source="192\.0\.2\.1" gateway="WAN" from="up" to="down"\] The gateway WAN of fake 192\.0\.2\.1 went down$/

	it('gets an event once, as a datagram', async () => {
		await using server = await startUdp()
		const {poll, states} = site({log: {type: 'syslog', address: `127.0.0.1:${server.port}`}})
		await poll('up=WAN')
		expect(await poll('down=WAN')).toMatchObject({status: 0, stderr: ''})
		await poll('down=WAN')
		await poll('up=WAN')
		const [first, second, ...more] = await server.until(2)
		expect(first).toMatch(RFC5424)
		expect(second).toMatch(/^<133>1 .* GATEWAY_UP /)
		expect(more).toEqual([])
		expect(await states()).toEqual([{log: 'sent'}, {log: 'sent'}])
	})

	it('gets frames by octet count over TCP, whatever the characters', async () => {
		await using server = await startFrames()
		const {poll} = site({log: {type: 'syslog', address: `127.0.0.1:${server.port}`, protocol: 'tcp'}})
		await poll('up=WAN', 'up=Zürich"]\\')
		await poll('down=WAN', 'down=Zürich"]\\')
		const [first, second] = await server.until(2)
		expect(first).toMatch(RFC5424)
		expect(second).toContain('gateway="Zürich\\"\\]\\\\"')
		expect(second).toMatch(/\] \ufeffThe gateway Zürich/)
	})

	it('gets the old form on request', async () => {
		await using server = await startUdp()
		const address = `127.0.0.1:${server.port}`
		const {poll} = site({log: {type: 'syslog', address, format: 'rfc3164', facility: 'daemon'}})
		await poll('up=WAN')
		await poll('down=WAN')
		const [message] = await server.until(1)
		expect(message).toMatch(
			/^<28>[A-Z][a-z]{2} [ \d]\d \d\d:02:00 [^ .]+ linestat\[\d+\]: The gateway WAN of fake 192\.0\.2\.1 went down$/,
		)
	})

	describe('over TLS', () => {
		const authority = createCertificate({name: 'Test authority'})
		const certificate = createCertificate({name: 'loghost', names: ['127.0.0.1'], issuer: authority})

		it('gets frames where its authority is named', async () => {
			await using server = await startFrames(certificate)
			const address = `127.0.0.1:${server.port}`
			const {dir, poll} = site({log: {type: 'syslog', address, protocol: 'tls', ca_file: 'ca.pem'}})
			fs.writeFileSync(`${dir}/ca.pem`, authority.cert)
			await poll('up=WAN')
			expect((await poll('down=WAN')).stderr).toBe('')
			expect((await server.until(1))[0]).toMatch(RFC5424)
		})

		it('gets nothing where nobody vouches for it', async () => {
			await using server = await startFrames(certificate)
			const address = `127.0.0.1:${server.port}`
			const {poll} = site({log: {type: 'syslog', address, protocol: 'tls'}})
			await poll('up=WAN')
			const {status, stderr} = await poll('down=WAN')
			expect(status).toBe(0)
			expect(stderr).toMatch(/shows the certificate SHA256:.*which nothing vouches for/)
			expect(server.got).toEqual([])
		})
	})

	it('refused, it keeps the event for the next poll and changes no status', async () => {
		const server = await startFrames()
		const {poll, states} = site({log: {type: 'syslog', address: `127.0.0.1:${server.port}`, protocol: 'tcp'}})
		await poll('up=WAN')
		await server[Symbol.asyncDispose]()
		const {status, stdout, stderr} = await poll('down=WAN')
		expect(status).toBe(0)
		expect(stdout).toContain('kind=gateway_down')
		expect(stderr).toMatch(
			/^W! Notification target log: Cannot connect to 127\.0\.0\.1:\d+: .*; its events are sent later\.$/m,
		)
		expect(await states()).toEqual([{log: 'pending'}])
	})
})

describe('Discord', () => {
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
			/Notification target chat: it answered with status 404, .*Unknown Webhook.*; its events are dropped/,
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
})

describe('a webhook', () => {
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

	it('that fails is asked again at the next poll, then less and less often', async () => {
		await using server = await startHttp()
		const {poll, clock} = site({hook: {type: 'webhook', url: `http://127.0.0.1:${server.port}/`}})
		server.answers.push(...Array(4).fill({status: 503, body: 'busy'}))
		await poll('up=WAN')
		const asked: number[] = []
		for (let n = 0; n < 14; n++) {
			clock.advance(-50)
			await poll('down=WAN')
			asked.push(server.requests.length)
		}
		expect(asked).toEqual([1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 4, 4, 5, 5])
		expect(server.got).toHaveLength(1)
	})

	it('gets only the kinds it wants', async () => {
		await using server = await startHttp()
		const url = `http://127.0.0.1:${server.port}/`
		const {poll, states} = site({
			some: {type: 'webhook', url, kinds: ['gateway_up', 'unreachable']},
			others: {type: 'webhook', url, except: ['gateway_up']},
		})
		await poll('up=WAN')
		await poll('down=WAN')
		await poll('up=WAN')
		expect(await states()).toEqual([{others: 'sent'}, {some: 'sent'}])
	})

	it('gets nothing at quiet hours, and everything afterwards', async () => {
		await using server = await startHttp()
		const hours = new Date('2026-01-01T12:00:00Z').getHours()
		const quiet = `${hours}:00-${(hours + 1) % 24}:00`
		const hook = {type: 'webhook', url: `http://127.0.0.1:${server.port}/`, quiet}
		const {poll, clock} = site({hook}, '2026-01-01T12:10:00Z')
		await poll('up=WAN')
		await poll('down=WAN')
		expect(server.requests).toHaveLength(0)
		clock.advance(3600)
		await poll('down=WAN')
		expect(server.got).toHaveLength(1)
	})

	it('gets an event again whose sender died, and one that was written down while it was sent, once', async () => {
		await using server = await startHttp()
		const {poll} = site({hook: {type: 'webhook', url: `http://127.0.0.1:${server.port}/`}})
		await poll('up=WAN')
		await Promise.all([poll('down=WAN'), poll('down=WAN'), poll('down=WAN')])
		expect(server.got).toHaveLength(1)
	})
})

describe('a command', () => {
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
})

describe('with all targets dead', () => {
	it('a poll ends within its deadline and with the status of the device', async () => {
		await using silent = await startSilent()
		const address = `127.0.0.1:${silent.port}`
		const {poll, states} = site({
			log: {type: 'syslog', address, protocol: 'tls'},
			hook: {type: 'webhook', url: `http://${address}/`},
			secure: {type: 'webhook', url: `https://${address}/`},
			run: {type: 'exec', command: ['sleep', '60']},
		})
		await poll('up=WAN')
		const {status, stdout, stderr, seconds} = await poll('down=WAN', '--timeout', '1s')
		expect(status).toBe(0)
		expect(stdout).toContain('kind=gateway_down')
		expect(stderr).toMatch(
			/^W! Notification target \w+: it did not take the message within 0\.\d s; its events are sent later; /,
		)
		expect(seconds).toBeLessThan(1.3)
		expect(await states()).toEqual([{log: 'pending', hook: 'pending', secure: 'pending', run: 'pending'}])
	})

	it('a device that hangs leaves time to tell that it does', async () => {
		await using server = await startHttp()
		const {poll} = site({hook: {type: 'webhook', url: `http://127.0.0.1:${server.port}/`}})
		for (let n = 0; n < 3; n++) expect(await poll('hang', '--timeout', '2s')).toMatchObject({status: 3})
		const [message] = await server.until(1)
		expect(JSON.parse(message ?? '')).toMatchObject({kind: 'unreachable', severity: 'error'})
	})
})

describe('linestat notify test', () => {
	it('sends one message to every target and says so', async () => {
		await using udp = await startUdp()
		await using http = await startHttp()
		const {test} = site({
			log: {type: 'syslog', address: `127.0.0.1:${udp.port}`, kinds: ['sync_lost']},
			hook: {type: 'webhook', url: `http://127.0.0.1:${http.port}/`},
		})
		const {status, stdout, stderr} = await test()
		expect({status, stderr}).toEqual({status: 0, stderr: ''})
		expect(stdout.split('\n').toSorted()).toEqual([
			'',
			'hook: sent to webhook',
			`log: sent to syslog 127.0.0.1:${udp.port} (udp)`,
		])
		expect((await udp.until(1))[0]).toMatch(/ TEST \[linestat@32473 kind="test"/)
		expect(http.got).toHaveLength(1)
		await test('hook')
		expect(http.got).toHaveLength(2)
		expect(udp.got).toHaveLength(1)
	})

	it('says which one failed, and why', async () => {
		await using http = await startHttp()
		http.answers.push({status: 401, body: '{"message":"Invalid Webhook Token","code":50027}'})
		const {test} = site({hook: {type: 'webhook', url: `http://127.0.0.1:${http.port}/`}})
		const {status, stdout, stderr} = await test()
		expect({status, stdout}).toEqual({status: 3, stdout: ''})
		expect(stderr).toMatch(/^E! hook: it answered with status 401, .*Invalid Webhook Token/)
	})

	it.each([
		[{}, /There is no notification target\. Write one under "notify"/],
		[{log: {type: 'syslog'}}, /The notification target log needs "address", as every syslog/],
		[{log: {address: 'loghost'}}, /The notification target log has no "type"/],
		[{hook: {type: 'webhook', url: 'ftp://x'}}, /notify\.hook\.url is no URL that begins with https:\/\//],
		[{chat: {type: 'discord', url: 'https://x'}}, /The notification target chat needs "url_file"/],
		[
			{run: {type: 'exec', command: ['x'], kinds: ['sync_loss']}},
			/names "sync_loss", which is no kind of event.*sync_lost/,
		],
		[
			{run: {type: 'exec', command: ['x'], quiet: '25:00-7'}},
			/"25:00-7" are no hours: use from-to, as in 22:00-07:00/,
		],
	])('%j is refused with what is missing', async (notify, message) => {
		const {status, stderr} = await site(notify).test()
		expect(status).toBe(6)
		expect(stderr).toMatch(message)
	})
})
