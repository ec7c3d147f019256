import {expect, it} from 'vitest'
import {pointsOf, startBench} from './bench.ts'

it('each change is told once, and not again at the next poll', async () => {
	await using bench = await startBench({api: 'v1', fixture: 'dhcp'})
	const events = async (fixture: string) => {
		bench.firewall.fixture = fixture
		const ran = await bench.poll(['--format', 'influx'])
		expect(ran.status).toBe(0)
		return pointsOf(ran, 'linestat_event').map(line => /kind=(\w+)/.exec(line)?.[1])
	}
	expect(await events('dhcp')).toEqual([])
	expect(await events('dhcp')).toEqual([])
	expect(await events('no-carrier')).toEqual(['interface_down', 'gateway_down'])
	expect(await events('no-carrier')).toEqual([])
	expect(await events('dhcp')).toEqual(['interface_up', 'gateway_up'])
	expect((await events('pppoe-cgnat')).sort()).toEqual(['cgnat_detected', 'wan_ip_changed'])
	expect(await events('pppoe-cgnat')).toEqual([])
	expect((await events('dhcp')).sort()).toEqual(['cgnat_cleared', 'wan_ip_changed'])
})
