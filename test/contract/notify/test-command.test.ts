import {expect, it} from 'vitest'
import {startHttp, startUdp} from '../../simulators/receivers.ts'
import {site} from './site.ts'

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

it('needs a target', async () => {
	const {status, stderr} = await site({}).test()
	expect(status).toBe(6)
	expect(stderr).toMatch(/There is no notification target\. Write one under "notify"/)
})

it('names the targets that there are where one is unknown', async () => {
	const {status, stderr} = await site({run: {type: 'exec', command: ['true']}}).test('runn')
	expect(status).toBe(6)
	expect(stderr).toMatch(/There is no notification target runn\. There are run\.$/m)
})

it('reaches a target at its quiet hours', async () => {
	await using http = await startHttp()
	const url = `http://127.0.0.1:${http.port}/`
	const {test} = site({hook: {type: 'webhook', url, quiet: '00:00-24:00', kinds: ['sync_lost']}})
	expect((await test()).status).toBe(0)
	expect(http.got).toHaveLength(1)
})
