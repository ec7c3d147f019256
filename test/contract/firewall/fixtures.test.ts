import fs from 'node:fs'
import path from 'node:path'
import {describe, expect, it} from 'vitest'
import {run} from '../../run.ts'
import type {Api} from '../../simulators/firewall.ts'
import {commandOf, startBench} from './bench.ts'

const fixtures = fs.globSync('fixtures/{pfsense,opnsense}/*.txt').sort()
const format = ['--format', 'influx', '--timestamp', 'none']

/** What a poll prints, without what differs from run to run. */
function stable(stdout: string): string {
	return stdout
		.replaceAll(/127\.0\.0\.1:\d+/g, 'FIREWALL')
		.replaceAll('source=192.168.1.1', 'source=FIREWALL')
		.replace(/^linestat_.*\n/gm, '')
}

function partsOf(file: string): {api: Api; fixture: string} {
	const name = path.basename(file, '.txt')
	const [, api, fixture = name] = /^(v\d)--(.*)$/.exec(name) ?? []
	return {api: (api ?? 'opnsense') as Api, fixture}
}

describe.each(fixtures)('%s', file => {
	const {api, fixture} = partsOf(file)
	const expected = path.resolve(file.replace(/\.txt$/, '.influx'))

	it('prints what is expected, with two requests', async () => {
		await using bench = await startBench({api, fixture})
		const {status, stdout, stderr} = await bench.poll(format)
		expect({status, stderr}).toEqual({status: 0, stderr: ''})
		await expect(stable(stdout)).toMatchFileSnapshot(expected)
		expect(bench.firewall.requests).toHaveLength(2)
		expect(stdout).toMatch(/^linestat_poll.*errors=0i.*result="ok"/m)
	})

	it('prints the same from the record', async () => {
		const {status, stdout} = await run([commandOf(api), '--replay', file, ...format])
		expect(status).toBe(0)
		expect(stable(stdout)).toBe(fs.readFileSync(expected, 'utf8'))
	})
})

it.each(['prometheus', 'graphite', 'json', 'table'])('prints as %s', async kind => {
	await using bench = await startBench({api: 'v1', fixture: 'several-wans'})
	const {status, stdout} = await bench.poll(['--format', kind])
	expect(status).toBe(0)
	expect(stdout).toContain('DSL_PPPOE')
	if (kind === 'prometheus') {
		expect(stdout).toMatch(/^wan_gateway_loss_ratio\{device="pfsense",gateway="LTE_DHCP",.*\} 0\.45$/m)
		expect(stdout).toMatch(/^wan_cgnat\{device="pfsense",interface="opt2",.*\} 1$/m)
	}
})

it.each([
	['v1', 'dhcp'],
	['v2', 'pppoe'],
	['opnsense', 'two-wans'],
] as const)('a capture of %s has no key and no real address, and plays back', async (api, fixture) => {
	await using bench = await startBench({api, fixture})
	const file = path.join(bench.stateDir, 'capture.txt')
	const {stdout} = await bench.poll([...format, '--capture', file])
	const capture = fs.readFileSync(file, 'utf8')
	for (const [, value] of Object.entries(bench.firewall.requests[0]?.headers ?? {})) {
		if (typeof value === 'string' && value.length > 30) expect(capture).not.toContain(value)
	}
	const replayed = await run([commandOf(api), '--replay', file, ...format])
	expect(replayed.status).toBe(0)
	const counts = (text: string) => text.match(/\b[rt]x_bytes=\d+i/g)
	expect(counts(replayed.stdout)).toEqual(counts(stdout))
})
