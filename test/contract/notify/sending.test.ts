import fs from 'node:fs'
import {expect, it} from 'vitest'
import {folder} from '../../folder.ts'
import {startHttp, startUdp} from '../../simulators/receivers.ts'
import {many, site} from './site.ts'

it('a target that fails is asked again at the next poll, then less and less often', async () => {
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

it('a target gets only the kinds it wants', async () => {
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

it('a target gets nothing at quiet hours, and everything afterwards', async () => {
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

it('polls at the same time send an event once', async () => {
	await using server = await startHttp()
	const {poll} = site({hook: {type: 'webhook', url: `http://127.0.0.1:${server.port}/`}})
	await poll('up=WAN')
	await Promise.all([poll('down=WAN'), poll('down=WAN'), poll('down=WAN')])
	expect(server.got).toHaveLength(1)
})

it('a sending that takes minutes is left alone by the polls beside it', async () => {
	const dir = folder()
	const slow = `echo >> ${dir}/runs; [ $(wc -l < ${dir}/runs) -gt 1 ] || until [ -e ${dir}/go ]; do sleep 0.02; done`
	const {poll, clock, states} = site({run: {type: 'exec', command: ['sh', '-c', slow], timeout: '3m'}})
	await poll('up=WAN')
	const first = poll('down=WAN', '--timeout', '4m')
	await expect.poll(() => fs.existsSync(`${dir}/runs`)).toBe(true)
	clock.advance(60)
	await poll('down=WAN', '--timeout', '4m')
	fs.writeFileSync(`${dir}/go`, '')
	await first
	expect(fs.readFileSync(`${dir}/runs`, 'utf8')).toBe('\n')
	expect(await states()).toEqual([{run: 'sent'}])
})

it('what could not be sent for a day is given up, and the next message says how much that was', async () => {
	await using server = await startHttp()
	const {poll, clock, states} = site({hook: {type: 'webhook', url: `http://127.0.0.1:${server.port}/`}})
	server.answers.push(...Array(3).fill({status: 503}))
	await poll('up=WAN', 'up=LTE')
	await poll('down=WAN', 'down=LTE')
	clock.advance(86_300)
	await poll('down=WAN', 'down=LTE')
	clock.advance(200)
	await poll('down=WAN', 'down=LTE')
	expect(await states()).toEqual(Array(2).fill({hook: 'dropped'}))
	await poll('up=WAN', 'down=LTE')
	expect(server.got).toEqual([])
	await poll('up=WAN', 'down=LTE')
	expect(server.got.map(body => JSON.parse(body).message)).toEqual([
		expect.stringMatching(/is up again after 24\.1 h \(2 earlier events were given up\)$/),
	])
	await poll('up=WAN', 'up=LTE')
	expect(JSON.parse(server.got[1] ?? '').message).not.toContain('given up')
})

it('of more than 1000 that wait the oldest are given up', async () => {
	await using server = await startHttp()
	const hook = {type: 'webhook', url: `http://127.0.0.1:${server.port}/`, storm: 5000}
	const {poll, clock, states} = site({hook})
	server.answers.push({status: 503})
	await poll(...many('up', 1010))
	await poll(...many('down', 1010))
	const before = await states()
	expect(before.filter(({hook}: {hook: string}) => hook === 'dropped')).toHaveLength(10)
	expect(before.slice(0, 10)).toEqual(Array(10).fill({hook: 'dropped'}))
	clock.advance(60)
	await poll('down=G0', '--timeout', '20s')
	expect(JSON.parse(server.got[0] ?? '').message).toMatch(
		/G10 of .* went down \(10 earlier events were given up\)$/,
	)
})

it('a poll that is told to end leaves what is not sent to the next one', async () => {
	const dir = folder()
	const slow = `echo $$ > ${dir}/pid; cat > ${dir}/got; sleep 60`
	const {poll, pollTold, states} = site({run: {type: 'exec', command: ['sh', '-c', slow], timeout: '20s'}})
	await poll('up=WAN')
	const isSending = () => fs.existsSync(`${dir}/got`)
	const ran = await pollTold('SIGTERM', isSending, 'down=WAN', '--timeout', '20s')
	const {status, stdout, stderr, seconds} = ran
	expect({status, stderr}).toEqual({status: 0, stderr: ''})
	expect(stdout).toContain('kind=gateway_down')
	expect(seconds).toBeLessThan(2)
	expect(await states()).toEqual([{run: 'pending'}])
})

it.each([
	['webhook', 5],
	['syslog', 100],
])('%s gets a storm of events as one message with a count, from more than %i on', async (type, storm) => {
	await using http = await startHttp()
	await using udp = await startUdp()
	const server = type === 'syslog' ? udp : http
	const keys =
		type === 'syslog' ? {address: `127.0.0.1:${udp.port}`} : {url: `http://127.0.0.1:${http.port}/`}
	const {poll, states} = site({t: {type, ...keys}})
	await poll(...many('up', storm + 1))
	await poll(...many('down', storm))
	expect(await server.until(storm)).toHaveLength(storm)
	await poll(...many('up', storm + 1).slice(0, 1), ...many('down', storm + 1).slice(1))
	await poll(...many('down', storm + 1).slice(0, 1), ...many('up', storm + 1).slice(1))
	const last = (await server.until(storm + 3)).at(-1)
	expect(last).toContain(`${storm + 1} events: ${storm} gateway_up, 1 gateway_down. The last: The gateway G`)
	expect(last).toMatch(new RegExp(`"?count"?[=:]"?${storm + 1}\\b`))
	expect(new Set((await states()).map(({t}: {t: string}) => t))).toEqual(new Set(['sent']))
})
