import {describe, expect, it} from 'vitest'
import {createCertificate} from '../../simulators/certificates.ts'
import {type Bench, startBench} from './bench.ts'

const asked = ({freebox}: Bench) => freebox.seen.requests
const linesOf = (stdout: string, name: string, part: string): string[] =>
	stdout.split('\n').filter(line => line.startsWith(`${name},`) && line.includes(part))

describe('what freebox-monitoring gets wrong in its questions is right here', () => {
	it.each([
		['delta-v8', ['GET connection/lte/config/']],
		[
			'ultra-v16',
			['GET connection/lte/aggregation', 'GET connection/lte/backup', 'GET connection/aggregation'],
		],
	])('the mobile link of %s is asked for where its version has it', async (model, paths) => {
		await using bench = await startBench({model})
		const {status, stdout} = await bench.poll(['--groups', 'lte'])
		expect(status).toBe(0)
		expect(stdout).not.toContain('section=lte,source=box')
		expect(asked(bench).filter(one => /lte|aggregation/.test(one))).toEqual(paths)
	})

	it('the model of an old box is known without a second question, and none goes out unencrypted', async () => {
		const tls = createCertificate({name: 'box', names: ['mafreebox.freebox.fr']})
		await using bench = await startBench({model: 'mini-v5', tls, fingerprint: tls.fingerprint})
		const {status, stdout} = await bench.poll(['--groups', 'system'])
		expect([status, stdout]).toEqual([0, expect.stringContaining('hw_model=fbxgw-r1/mini')])
		expect(asked(bench).filter(one => one.includes('api_version'))).toHaveLength(1)
	})

	it.each(['backup_4g', 'ethernet'])('on %s the fibre line is printed all the same', async media => {
		await using bench = await startBench()
		const connection = {state: 'up', type: 'ethernet', media, ipv4: '100.64.0.9', bytes_down: 5}
		bench.freebox.box.overrides.set('connection/', connection)
		const {status, stdout} = await bench.poll()
		expect(status).toBe(0)
		expect(linesOf(stdout, 'freebox', `conn_media=${media}`).join('\n')).toContain('sfp_pwr_rx=-1724')
		expect(stdout).toMatch(/^freebox_optic,.*rx_power_dbm=-17\.24/m)
	})

	it('machines of the guest network do not overwrite those of the house', async () => {
		await using bench = await startBench()
		const {stdout} = await bench.poll(['--groups', 'lan'])
		expect(
			linesOf(stdout, 'freebox_lan', 'lan_iface=pub').filter(one => one.includes('lanhost_reachable')),
		).toHaveLength(4)
		expect(linesOf(stdout, 'freebox_lan', 'lan_iface=wifiguest').join('\n')).toContain('lanhost_reachable=1')
	})

	it('reservations of addresses are not asked for in vain', async () => {
		await using bench = await startBench()
		await bench.poll(['--all'])
		expect(asked(bench).filter(one => one.includes('static_lease'))).toEqual([])
	})

	it('a box without telephone number or virtual machines makes no line of it', async () => {
		await using bench = await startBench({model: 'one-v8'})
		const {status, stdout} = await bench.poll(['--all'])
		expect(status).toBe(0)
		expect(stdout).not.toMatch(/call_phone_number|freebox_virtualmachine|Requ/)
		expect(stdout).toMatch(/^linestat_section,.*result="ok".*up=1i/m)
	})

	it('an error with HTTP 200 is no empty answer, and is told on stderr', async () => {
		await using bench = await startBench()
		bench.freebox.box.overrides.set('dhcp/dynamic_lease/', {$error: 'internal_error', $status: 200})
		const {status, stdout, stderr} = await bench.poll(['--groups', 'dhcp'])
		expect([status, stderr]).toEqual([0, expect.stringMatching(/^W! .*dhcp \(.*internal_error.*\n$/)])
		expect(stdout).toContain('dhcp_enabled=1')
		expect(stdout).not.toContain('dhcp_lease_count')
	})

	it('a failed poll ends with a status of its own, and with metrics only on stdout', async () => {
		await using bench = await startBench()
		bench.freebox.faults.set('*', {status: 500})
		const {status, stdout, stderr} = await bench.poll(['--all'])
		expect([status, stderr]).toEqual([3, expect.stringMatching(/^E! [^\n]+\n$/)])
		expect(stdout).toMatch(/^(linestat_(poll|section),.*\n)+$/)
	})

	it('a firmware update is noticed with the next login, as is a registration of long ago', async () => {
		await using bench = await startBench({model: 'delta-v8'})
		await bench.poll()
		// The box restarts, which ends its sessions, and serves a newer version.
		Object.assign(bench.freebox.box.model.api_version, {api_version: '9.0'})
		bench.freebox.box.accounts.sessions.clear()
		await bench.poll()
		expect((await bench.poll()).stdout).toContain('api_version=9,')
	})

	it('many questions share few connections, and go out at once', async () => {
		await using bench = await startBench({latencyMs: 5})
		await bench.poll(['--all'])
		expect(asked(bench).length).toBeGreaterThan(40)
		expect(bench.freebox.seen.connections).toBeLessThanOrEqual(10)
		expect(bench.freebox.seen.atOnce).toBeGreaterThan(5)
	})
})
