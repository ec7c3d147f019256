import {describe, expect, it} from 'vitest'
import {object, objects, parseJson} from '../../src/json.ts'
import {parseExposition} from '../grammar/exposition.ts'
import {parseGraphite} from '../grammar/graphite.ts'
import {parseLineProtocol} from '../grammar/line-protocol.ts'
import {machine, NASTY_NAMES} from './machine.ts'
import {linestat} from './program.ts'

/** Reads a whole output strictly, and says how many bytes eth0 has received. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
	influx: text => parseLineProtocol(text).find(({tags}) => tags.interface === 'eth0')?.fields.rx_bytes,
	prometheus: text =>
		parseExposition(text)
			.find(({name}) => name === 'ifstat_rx_bytes_total')
			?.samples.find(({labels}) => labels.interface === 'eth0')?.value,
	graphite: text =>
		parseGraphite(text).find(({path, tags}) => path === 'ifstat.rx_bytes' && tags.interface === 'eth0')
			?.value,
	json: text => {
		const metrics = objects(object(parseJson(text)).metrics)
		return object(metrics.find(({tags}) => object(tags).interface === 'eth0')?.fields).rx_bytes
	},
	table: text => /^eth0\n(?:.*\n)*?bytes +([\d,]+)/m.exec(text)?.[1]?.replaceAll(',', ''),
}

describe.each(Object.keys(READERS))('ifstat --format %s', format => {
	it('prints every interface exactly, in one piece, with nothing on stderr', async () => {
		using tree = machine()
		const args = ['ifstat', '--format', format]
		const {status, stdout, stderr} = await linestat(args, {env: {...tree.env, PATH: '/usr/bin:/bin'}})
		expect({status, stderr}).toEqual({status: 0, stderr: ''})
		expect(String(READERS[format]?.(stdout))).toBe(String(2n ** 53n + 1n))
		for (const index of NASTY_NAMES.keys()) {
			const exact = String(2n ** 53n + 1n + BigInt(index))
			expect(stdout.replaceAll(',', '')).toContain(exact)
		}
	})
})

it('runs with nothing in its environment and / as its folder', async () => {
	const {status, stdout, stderr} = await linestat(['ifstat', 'lo'], {env: {}, cwd: '/'})
	expect({status, stderr}).toEqual({status: 0, stderr: ''})
	expect(parseLineProtocol(stdout)).toHaveLength(2)
})
