import fs from 'node:fs'
import {describe, expect, it} from 'vitest'
import {modelNames} from '../../simulators/freebox/model.ts'
import {type Bench, startBench} from './bench.ts'

/** What a poll prints, without what differs from run to run. */
function stable({freebox}: Bench, stdout: string): string {
	return stdout
		.replaceAll(`127.0.0.1:${freebox.port}`, 'BOX')
		.replace(/^linestat_section.*\n/gm, '')
		.replace(/duration_seconds=[\d.e-]+/g, 'duration_seconds=0')
}

describe.each(modelNames)('%s', model => {
	it('prints what is expected, with a login and with the session of the poll before', async () => {
		await using bench = await startBench({model})
		const args = ['--all', '--format', 'influx', '--timestamp', 'none']
		const first = await bench.poll(args)
		expect(first.status).toBe(0)
		await expect(stable(bench, first.stdout)).toMatchFileSnapshot(`../../../fixtures/freebox/${model}.influx`)
		const second = await bench.poll(args)
		expect(stable(bench, second.stdout)).toBe(stable(bench, first.stdout))
		expect(bench.freebox.box.accounts).toMatchObject({opened: 1, closed: 0, failures: 0})
	})

	it('never sends the token, prints no secret and writes nothing', async () => {
		await using bench = await startBench({model})
		const {stdout, stderr} = await bench.poll(['--all', '--debug', '-v'])
		const secrets = [bench.appToken, ...bench.freebox.box.accounts.sessions.keys(), 'secret', '*****']
		for (const secret of secrets) expect(stdout + stderr).not.toContain(secret)
		expect(bench.freebox.seen.text).not.toContain(bench.appToken)
		const writes = bench.freebox.seen.requests.filter(request => !request.startsWith('GET '))
		expect(writes).toEqual(['POST login/session/'])
	})

	it.each(['prometheus', 'graphite', 'json', 'table'])('prints as %s', async format => {
		await using bench = await startBench({model})
		const {status, stdout} = await bench.poll(['--all', '--format', format])
		expect(status).toBe(0)
		expect(stdout).toContain(format === 'table' ? 'wan' : 'freebox_wan')
		if (format === 'json') expect(() => JSON.parse(stdout) as unknown).not.toThrow()
	})
})

it('has an expected output for every box', () => {
	const expected = fs.readdirSync('fixtures/freebox').filter(file => file.endsWith('.influx'))
	expect(expected.map(file => file.replace(/\.influx$/, ''))).toEqual(modelNames)
})
