import fs from 'node:fs'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {folder} from '../folder.ts'
import {startFlood, startSilent} from '../simulators/receivers.ts'
import {machine} from './machine.ts'
import {bin, run} from './program.ts'
import {addNeighbour, canMakeNetworks, type Neighbour} from './servers/network.ts'

const possible = canMakeNetworks() && fs.existsSync('/etc/resolv.conf')

/** Runs a command that asks a name server which never answers; the tests' machine keeps its own. */
const WITH_RESOLVER = ['unshare', '--mount', 'sh', '-c', 'mount --bind "$0" /etc/resolv.conf && exec "$@"']

function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0)
	} catch {
		return false
	}
}

describe.runIf(possible)(
	`with all targets dead${possible ? '' : ' (skipped: needs root and iproute2)'}`,
	() => {
		let away: Neighbour
		beforeAll(() => {
			away = addNeighbour()
			away.unplug()
		})
		afterAll(() => away[Symbol.asyncDispose]())

		it('a poll takes no longer than its deadline, and ends with the status of the device', async () => {
			await using silent = await startSilent()
			await using flood = await startFlood(500)
			using tree = machine(['eth0'])
			const here = `127.0.0.1:${silent.port}`
			const dir = folder({
				'resolv.conf': `nameserver ${away.address}\n`,
				url: `http://${here}/api/webhooks/1/x\n`,
			})
			const deaf = `trap '' TERM INT HUP; echo $$ >> ${dir}/pids; while :; do sleep 60; done`
			const targets = {
				tcp: {type: 'syslog', address: away.address, protocol: 'tcp'},
				tls: {type: 'syslog', address: here, protocol: 'tls'},
				name: {type: 'syslog', address: 'loghost.example.net'},
				chat: {type: 'discord', url_file: 'url'},
				hook: {type: 'webhook', url: 'https://hooks.example.net/'},
				flood: {type: 'webhook', url: `http://127.0.0.1:${flood.port}/`},
				run: {type: 'exec', command: ['sh', '-c', deaf]},
			}
			fs.writeFileSync(`${dir}/linestat.yaml`, JSON.stringify({notify: targets}))
			const state = ['--config', `${dir}/linestat.yaml`, '--state-dir', dir]
			const poll = (...args: readonly string[]) =>
				run(
					[
						...WITH_RESOLVER,
						`${dir}/resolv.conf`,
						process.execPath,
						bin,
						...args,
						...state,
						'--timeout',
						'2s',
					],
					{
						env: {PATH: process.env.PATH ?? '', ...tree.env},
					},
				)

			expect(await poll('ifstat', 'eth0')).toMatchObject({status: 0, stderr: ''})
			tree.write('./eth0/operstate:down')
			for (const [args, status] of [
				[['ifstat', 'eth0'], 0],
				[['ifstat', '--tcp', `${away.address}:19998`], 3],
			] as const) {
				const ran = await poll(...args)
				expect(ran.status).toBe(status)
				// What a busy machine and the way to another name server take is not the program's.
				expect(ran.seconds).toBeLessThan(2.2)
				expect(ran.stdout).toContain('linestat_poll')
				expect(ran.stderr).toMatch(/Notification target \w+: it did not take the message within \d\.\d s/)
			}
			const {stdout} = await run([process.execPath, bin, 'events', ...state])
			const events = JSON.parse(stdout).events
			expect(events.map(({kind}: {kind: string}) => kind)).toEqual(['interface_down'])
			const waiting = Object.fromEntries(Object.keys(targets).map(name => [name, 'pending']))
			for (const {deliveries} of events) expect(deliveries).toEqual(waiting)

			const pids = fs.readFileSync(`${dir}/pids`, 'utf8').trim().split('\n')
			expect(pids.length).toBeGreaterThan(1)
			expect(pids.filter(pid => isAlive(Number(pid)))).toEqual([])
		})
	},
)
