import fs from 'node:fs'
import {expect, it} from 'vitest'
import {folder} from '../../folder.ts'
import {startFlood, startHttp, startSilent} from '../../simulators/receivers.ts'
import {site} from './site.ts'

/** Whether a process is there. */
function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0)
	} catch {
		return false
	}
}

it('with all targets dead a poll ends within its deadline and with the status of the device', async () => {
	await using silent = await startSilent()
	await using flood = await startFlood(500)
	const address = `127.0.0.1:${silent.port}`
	const own = folder({url: `http://${address}/api/webhooks/1/sEcReT\n`})
	const deaf = `trap '' TERM INT HUP; echo $$ > ${own}/pid; while :; do sleep 60; done`
	const targets = {
		log: {type: 'syslog', address, protocol: 'tls'},
		chat: {type: 'discord', url_file: `${own}/url`},
		hook: {type: 'webhook', url: `http://${address}/`},
		secure: {type: 'webhook', url: `https://${address}/`},
		flood: {type: 'webhook', url: `http://127.0.0.1:${flood.port}/`},
		run: {type: 'exec', command: ['sh', '-c', deaf]},
		nothing: {type: 'exec', command: ['/nonexistent']},
	}
	const {poll, states} = site(targets)
	await poll('up=WAN')
	for (const [arg, code] of [
		['down=WAN', 0],
		['up=WAN', 0],
		['unreachable', 3],
	] as const) {
		const {status, stdout, stderr, seconds} = await poll(arg, '--timeout', '1s')
		expect(status).toBe(code)
		expect(seconds).toBeLessThan(2)
		expect(stdout).toContain('linestat_poll')
		expect(stderr).not.toContain('sEcReT')
		expect(stderr).toMatch(
			/^W! .*Notification target \w+: it did not take the message within 0\.\d s; its events/m,
		)
		await expect.poll(() => isAlive(Number(fs.readFileSync(`${own}/pid`, 'utf8')))).toBe(false)
	}
	const all = Object.fromEntries(Object.keys(targets).map(name => [name, 'pending']))
	expect(await states()).toEqual([all, all])
})

it('a device that hangs leaves time to tell that it does', async () => {
	await using server = await startHttp()
	const {poll} = site({hook: {type: 'webhook', url: `http://127.0.0.1:${server.port}/`}})
	for (let n = 0; n < 3; n++) expect(await poll('hang', '--timeout', '2s')).toMatchObject({status: 3})
	const [message] = await server.until(1)
	expect(JSON.parse(message ?? '')).toMatchObject({kind: 'unreachable', severity: 'error'})
})
