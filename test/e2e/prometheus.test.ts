import {spawnSync} from 'node:child_process'
import {once} from 'node:events'
import http from 'node:http'
import type {AddressInfo} from 'node:net'
import {describe, expect, it} from 'vitest'
import {parseExposition} from '../grammar/exposition.ts'
import {installed} from './installed.ts'
import {machine} from './machine.ts'
import {linestat} from './program.ts'
import {startPrometheus} from './servers/prometheus.ts'

const promtool = installed('promtool')
const prometheus = installed('prometheus')

async function exposition(...args: string[]): Promise<string> {
	using tree = machine()
	return (await linestat(['ifstat', ...args, '--format', 'prometheus'], {env: tree.env})).stdout
}

describe.runIf(promtool.here)(`promtool check metrics${promtool.note}`, () => {
	it.each([
		['all interfaces', []],
		['all counters', ['--all-stats']],
		['timestamps', ['--timestamp', 'ns']],
		['a tag of the user', ['--tag', 'site=home']],
		['a failed poll', ['--tcp', '127.0.0.1:1']],
	])('has no remark on %s', async (_name, args) => {
		const text = await exposition(...args)
		expect(text).toContain('linestat_poll_up')
		const {status, stdout, stderr} = spawnSync('promtool', ['check', 'metrics'], {
			input: text,
			encoding: 'utf8',
		})
		expect({status, stdout, stderr}).toEqual({status: 0, stdout: '', stderr: ''})
	})
})

describe.runIf(prometheus.here)(`Prometheus${prometheus.note}`, () => {
	it('scrapes and stores every sample', async () => {
		const text = await exposition()
		const target = http.createServer((_request, response) => {
			response.setHeader('content-type', 'text/plain; version=0.0.4; charset=utf-8').end(text)
		})
		target.listen(0, '127.0.0.1')
		await once(target, 'listening')
		await using server = await startPrometheus(`127.0.0.1:${(target.address() as AddressInfo).port}`)
		try {
			expect(await server.firstScrape()).toBe('up')
			for (const {name, samples} of parseExposition(text)) {
				const stored = await server.query(name)
				expect(stored).toHaveLength(samples.length)
				for (const {labels, value} of samples) {
					const found = stored.find(({metric}) => metric.interface === labels.interface)
					expect(found?.metric).toMatchObject(labels)
					// Prometheus keeps floats.
					expect(Number(found?.value[1])).toBe(Number(value))
				}
			}
		} finally {
			target.closeAllConnections()
			target.close()
		}
	})
})
