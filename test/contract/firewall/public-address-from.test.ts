import {describe, expect, it} from 'vitest'
import {modemFixture} from '../../fixtures/modem.ts'
import {folder} from '../../folder.ts'
import {startSsh} from '../../simulators/ssh.ts'
import {pcpAnswer, startUdp} from '../../simulators/udp.ts'
import {startUpnp, type UpnpBehaviour} from '../../simulators/upnp.ts'
import {startZte} from '../../simulators/zte/zte.ts'
import {pointsOf, startBench} from './bench.ts'

const format = ['--format', 'influx', '--timeout', '1s']
/** Address of the connection in the fixture. */
const OWN = '198.51.100.9'

describe('UPnP', () => {
	const asking = async (behaviour: UpnpBehaviour) => {
		await using bench = await startBench({api: 'v1', fixture: 'dhcp'})
		await using gateway = await startUpnp(behaviour)
		const ran = await bench.poll([...format, '--public-address', `upnp:127.0.0.1:${gateway.port}`])
		return {...ran, [Symbol.asyncDispose]: undefined, asked: gateway.asked, wan: pointsOf(ran, 'wan')[0]}
	}

	it.each([
		['answers from another port', {fromAnotherPort: true}],
		['stands behind other devices', {withNeighbours: true}],
		['is of version 2', {version: 2}],
		['names another host as its own', {ownName: '203.0.113.66'}],
	] as const)('reads a gateway that %s', async (_name, behaviour) => {
		const {status, stderr, asked, wan} = await asking({connections: {WANIPConnection: OWN}, ...behaviour})
		expect({status, stderr}).toEqual({status: 0, stderr: ''})
		expect(wan).toContain(`public_ipv4="${OWN}"`)
		expect(asked).toEqual(['M-SEARCH * HTTP/1.1', 'GET /rootDesc.xml', 'POST /ctl/WANIPConnection?a=1&b=2'])
	})

	it.each(['', '0.0.0.0', undefined])('passes over a connection whose address is %j', async unused => {
		const {wan, asked} = await asking({connections: {WANPPPConnection: unused, WANIPConnection: OWN}})
		expect(wan).toContain(`public_ipv4="${OWN}"`)
		expect(asked).toHaveLength(4)
	})

	it.each([
		[{connections: {WANIPConnection: '0.0.0.0'}}, 'has no external address (UPnP): 0.0.0.0'],
		[{connections: {WANIPConnection: undefined}}, 'has no external address (UPnP): Action Failed'],
		[{connections: {}}, 'describes no WAN connection'],
		[{connections: {}, description: 'hello'}, 'describes no WAN connection'],
		[{connections: {}, description: '<service>'.repeat(20_000)}, 'describes no WAN connection'],
		[{connections: {}, description: 'x'.repeat(300_000)}, 'sent more than'],
	] as const)('says what is wrong with %j', async (behaviour, words) => {
		const {status, stderr, wan} = await asking(behaviour)
		expect(status).toBe(0)
		expect(stderr).toMatch(/^W! [^\n]*1 of 3 sections failed: public_address [^\n]*\n$/)
		expect(stderr).toContain(words)
		expect(wan).not.toContain('public_')
	})
})

describe('PCP', () => {
	it('takes its mapping back', async () => {
		await using bench = await startBench({api: 'v1', fixture: 'dhcp'})
		await using server = await startUdp(question => [pcpAnswer(question, OWN)])
		await bench.poll([...format, '--public-address', `pcp:127.0.0.1:${server.port}`])
		const lifetimes = server.questions.map(question => question.readUInt32BE(4))
		expect(lifetimes).toEqual([120, 0])
		const nonces = server.questions.map(question => question.subarray(24, 36).toString('hex'))
		expect(nonces[0]).toBe(nonces[1])
	})
})

describe('a machine that is logged in to', () => {
	const PASSWORD = {LINESTAT_PFSENSE_PUBLIC_ADDRESS_PASSWORD: 'secret'}
	const asking = async (by: string, exec: (command: string) => string, user = '') => {
		await using bench = await startBench({api: 'v1', fixture: 'dhcp'})
		const ssh = await startSsh({accounts: {root: {password: 'secret'}}, exec})
		try {
			const place = `${by}:${user}127.0.0.1:${ssh.port}`
			const args = [...format, '--public-address', place, '--host-key', ssh.fingerprint]
			const ran = await bench.poll(args, {env: {...PASSWORD, HOME: folder()}})
			expect(ran.stdout + ran.stderr).not.toContain('secret')
			return ran
		} finally {
			await ssh.close()
		}
	}

	it('outside tells from where', async () => {
		const commands: string[] = []
		const ran = await asking(
			'ssh',
			command => {
				commands.push(command)
				return `${OWN}\n`
			},
			'root@',
		)
		expect(ran).toMatchObject({status: 0, stderr: ''})
		expect(pointsOf(ran, 'wan')[0]).toContain(`public_ipv4="${OWN}"`)
		// biome-ignore lint/suspicious/noTemplateCurlyInString: what the shell replaces
		expect(commands).toEqual(['echo "${SSH_CLIENT%% *}"'])
	})

	it.each([
		['openwrt', 'openwrt-23.05--17a-vectoring', '203.0.113.5'],
		['technicolor', 'technicolor-17.2--17a', '203.0.113.5'],
	])('in front is a modem: %s', async (model, fixture, address) => {
		const {answers} = modemFixture(fixture)
		const ran = await asking(`modem:${model}`, command => answers.get(command) ?? '')
		expect(ran).toMatchObject({status: 0, stderr: ''})
		expect(pointsOf(ran, 'wan')[0]).toContain(`public_ipv4="${address}"`)
		expect(pointsOf(ran, 'xdsl')).toEqual([])
	})

	it('in front is a modem of ZTE', async () => {
		await using bench = await startBench({api: 'v1', fixture: 'dhcp'})
		await using modem = await startZte({family: 'h1600', pages: modemFixture('zte-h1600-h2640--35b').answers})
		const env = {...PASSWORD, HOME: folder()}
		const args = [...format, '--public-address', `modem:zte-h1600:127.0.0.1:${modem.port}`]
		const ran = await bench.poll(args, {env})
		expect(ran).toMatchObject({status: 0, stderr: ''})
		expect(pointsOf(ran, 'wan')[0]).toContain('public_ipv4="100.70.1.2"')
		expect(modem.state).toMatchObject({logins: 1, logouts: 1})
	})

	it('in front is a bridge, which has no address', async () => {
		const {answers} = modemFixture('openwrt-23.05--down')
		const ran = await asking('modem:openwrt', command => answers.get(command) ?? '')
		expect(ran.stderr).toContain('The modem 127.0.0.1 has no address of its own')
		expect(pointsOf(ran, 'wan')[0]).not.toContain('public_')
	})
})
