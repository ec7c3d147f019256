import {once} from 'node:events'
import net from 'node:net'
import {afterAll, beforeAll, describe, expect, it, onTestFinished} from 'vitest'
import {type Sshd, startSshd} from '../servers/sshd.ts'
import {tableFile} from './expect.ts'
import {sshds} from './servers.ts'
import {collectorOn, siteOf} from './site.ts'

describe.runIf(sshds.here)(`two polls of the same collectors at once${sshds.note}`, () => {
	let sshd: Sshd
	beforeAll(async () => {
		sshd = await startSshd(['UsePAM no', 'Subsystem sftp internal-sftp'])
	})
	afterAll(() => sshd.stop())

	/** A good collector, and one that hangs for so long. */
	async function slowSite(timeout: string) {
		const silent = net.createServer(() => {}).listen(0, '127.0.0.1')
		await once(silent, 'listening')
		onTestFinished(() => void silent.close())
		const port = (silent.address() as net.AddressInfo).port
		return siteOf([collectorOn(sshd, tableFile()), collectorOn(sshd, '/x', {name: 'slow', port, timeout})])
	}

	it('the second waits for the first', async () => {
		const site = await slowSite('2s')
		const both = await Promise.all([site.poll(), site.poll()])
		const [first, second] = both.toSorted((a, b) => a.seconds - b.seconds)
		expect(both.map(({status}) => status)).toEqual([0, 0])
		expect(first?.seconds).toBeLessThan(3.5)
		expect(second?.seconds).toBeGreaterThan(4)
		for (const {stderr} of both)
			expect(stderr).toMatch(/^W! fc fc1,slow: 1 of 2 sections failed: slow \(slow did not/)
	})

	it('and says so when it has waited in vain', async () => {
		const site = await slowSite('8s')
		const both = await Promise.all([site.poll(), site.poll()])
		const [second, first] = both.toSorted((a, b) => a.seconds - b.seconds)
		expect(first?.status).toBe(0)
		expect(second?.status).toBe(6)
		expect(second?.seconds).toBeGreaterThan(5)
		expect(second?.seconds).toBeLessThan(7)
		expect(second?.stderr).toMatch(
			/^E! Another poll of these collectors has been running for 5 s\. Poll less often, or .*--site/,
		)
		expect(second?.fields('linestat_poll')).toMatchObject({up: 0n, result: 'config'})
	})
})
