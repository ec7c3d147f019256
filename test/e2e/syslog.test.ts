import fs from 'node:fs'
import {beforeAll, describe, expect, it} from 'vitest'
import {folder} from '../folder.ts'
import {installed} from './installed.ts'
import {machine} from './machine.ts'
import {linestat} from './program.ts'
import {type Rsyslogd, startRsyslogd} from './servers/rsyslogd.ts'

const rsyslogd = installed('rsyslogd')

/** A machine whose eth0 goes down between two polls, and whose events go to this target. */
async function outage(target: Readonly<Record<string, unknown>>) {
	using tree = machine(['eth0'])
	const dir = folder({'linestat.yaml': JSON.stringify({notify: {log: {type: 'syslog', ...target}}})})
	const args = ['ifstat', '--state-dir', dir, '--config', `${dir}/linestat.yaml`]
	const env = {PATH: process.env.PATH ?? '', ...tree.env}
	const first = await linestat(args, {env})
	tree.write('./eth0/operstate:down')
	const second = await linestat(args, {env})
	const third = await linestat(args, {env})
	const mode = fs.statSync(`${dir}/linestat.sqlite`).mode & 0o777
	return {runs: [first, second, third], mode}
}

describe.runIf(rsyslogd.here)(`rsyslog${rsyslogd.note}`, () => {
	let server: Rsyslogd
	let before = 0
	beforeAll(async () => {
		server = await startRsyslogd()
		return async () => await server[Symbol.asyncDispose]()
	})
	const logged = async () => {
		const all = await server.until(before + 1)
		const fresh = all.slice(before)
		before = all.length
		return fresh
	}

	it.each([
		['udp', 'rfc5424'],
		['tcp', 'rfc5424'],
		['udp', 'rfc3164'],
		['tcp', 'rfc3164'],
	] as const)('reads an event that comes over %s as %s, once', async (protocol, format) => {
		const address = `127.0.0.1:${server[protocol]}`
		const {runs, mode} = await outage({address, protocol, format})
		expect(runs.map(({status, stderr}) => ({status, stderr}))).toEqual(Array(3).fill({status: 0, stderr: ''}))
		expect(runs.map(({stdout}) => stdout.includes('kind=interface_down'))).toEqual([false, true, false])
		expect(mode).toBe(0o600)

		const [message, ...more] = await logged()
		expect(more).toEqual([])
		expect(message).toMatchObject({severity: 'warning', facility: 'local0', program: 'linestat'})
		expect(message?.procid).toMatch(/^\d+$/)
		expect(message?.message.trim()).toMatch(/^The interface eth0 of ifstat \S+ went down$/)
		expect(Math.abs(Date.parse(message?.time ?? '') - Date.now())).toBeLessThan(60_000)
		if (format === 'rfc3164') return
		expect(message?.msgid).toBe('INTERFACE_DOWN')
		expect(message?.sd).toMatch(
			/^\[ifstat@32473 kind="interface_down" device="ifstat" source="[^"]+" interface="eth0" from="up" to="down"\]$/,
		)
	})
})
