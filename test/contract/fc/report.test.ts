import {describe, expect, it} from 'vitest'
import {START} from './collector.ts'
import {polling, startCollector} from './site.ts'

/** The example of docs/devices/fc.md: exporter 2 is down from 00:15 to before 01:55, and no poll is made for an hour. */
async function example() {
	const one = await startCollector()
	const site = polling([one])
	for (const [minute, bps] of [
		[0, 800],
		[15, 0],
		[30, 0],
		[40, 0],
		[105, 0],
		[110, 0],
		[115, 800],
	] as const) {
		one.write({'192.0.2.10': 8, '192.0.2.9': bps}, START + minute * 60 - 1)
		await site.poll(minute * 60)
	}
	await one.close()
	return site
}

describe('the report', () => {
	it('says what is down, what changed and for how long, and contacts nobody', async () => {
		const site = await example()
		const table = await site.command(['report', '--format', 'table'])
		expect(table).toMatchObject({status: 0, stderr: ''})
		expect(table.stdout).toBe(`fc · default · last poll 2026-01-01 01:55:00 UTC
2 exporters: 2 up, 0 down, 0 unknown, 0 absent

Not up now
  none

Changes of the last 10m
  2026-01-01 01:55:00  192.0.2.9  came up  after 1h 40m

Down time of the last 30 days
  exporter      now  down  unobserved
  192.0.2.9     up    50m         50m
  192.0.2.10    up     0s         50m
  all together        50m      1h 40m
`)
		const json = await site.command(['report', '--since', '24h', '--exporter', '*.9'])
		expect(JSON.parse(json.stdout)).toMatchObject({
			up: 1,
			downtime_seconds: 3000,
			unobserved_seconds: 3000,
			exporters: [{exporter: '192.0.2.9', state: 'up', since: START + 6900, downtime_seconds: 3000}],
			changes: [
				{to: 'up', time: START + 6900, lasted_seconds: 6000, uncertain: false},
				{to: 'down', time: START + 900, lasted_seconds: 900},
			],
		})
		const csv = await site.command(['report', '--format', 'csv'])
		expect(csv.stdout).toBe(
			`exporter,interface,state,since,downtime_seconds,unobserved_seconds,went_down,came_up\r\n192.0.2.9,,up,${START + 6900},3000,3000,0,1\r\n192.0.2.10,,up,${START},0,3000,0,0\r\n`,
		)
	})

	it('counts in a line of the table for spreadsheets what changed since then', async () => {
		const site = await example()
		const csv = await site.command(['report', '--format', 'csv', '--since', '24h', '--exporter', '192.0.2.9'])
		expect(csv.stdout.split('\r\n')[1]).toBe(`192.0.2.9,,up,${START + 6900},3000,3000,1,1`)
	})

	it('says what to do where nothing is remembered', async () => {
		const ran = await polling([]).command(['report'])
		expect(ran.status).toBe(6)
		expect(ran.stderr).toContain('Run linestat fc first')
	})
})

describe('the history of an exporter', () => {
	it('lists every interval under a bar of the month', async () => {
		const site = await example()
		const ran = await site.command(['history', '192.0.2.9'])
		expect(ran).toMatchObject({status: 0, stderr: ''})
		expect(ran.stdout).toContain('192.0.2.9 · up · last poll 2026-01-01 01:55:00 UTC\n')
		expect(ran.stdout).toContain('down 50m, unobserved 50m\n')
		expect(ran.stdout).toContain(`2025-12-02 ${' '.repeat(59)}▄ 2026-01-01\n`)
		expect(ran.stdout).toContain(`
from                 to                               length
2026-01-01 00:15:00  2026-01-01 00:55:00  down           40m
2026-01-01 00:55:00  2026-01-01 01:45:00  unobserved     50m
2026-01-01 01:45:00  2026-01-01 01:55:00  down           10m
`)
	})

	it('does not know others', async () => {
		const site = await example()
		const ran = await site.command(['history', '192.0.2.99'])
		expect(ran.status).toBe(6)
		expect(ran.stderr).toContain('No exporter 192.0.2.99')
	})
})
