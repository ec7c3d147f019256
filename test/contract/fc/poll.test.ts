import {describe, expect, it} from 'vitest'
import {START} from './collector.ts'
import {fieldsOf, polling, startCollector, startCollectorWithoutSftp} from './site.ts'

describe('two collectors', () => {
	it('are merged, and their exporters judged with what the polls before have seen', async () => {
		const [one, two] = [await startCollector(), await startCollector()]
		const site = polling([one, two])
		one.write({'192.0.2.1': 800, '192.0.2.2': 800, '192.0.2.3': 0}, START)
		two.write({'192.0.2.1': 0, '192.0.2.2': 80}, START)
		const first = await site.poll(0)
		expect(first).toMatchObject({status: 0, stderr: ''})
		expect(fieldsOf(first, 'fc')).toMatchObject({
			exporters: '3i',
			exporters_up: '2i',
			exporters_down: '1i',
			went_down: '0i',
			downtime_seconds: '0i',
		})
		expect(fieldsOf(first, 'fc_exporter,exporter=192.0.2.2')).toMatchObject({
			up: '1i',
			current_bps: '880i',
			collectors: '2i',
			since: `${START}i`,
		})

		one.write({'192.0.2.1': 0, '192.0.2.2': 0, '192.0.2.3': 0}, START + 240)
		two.write({'192.0.2.1': 640, '192.0.2.2': 0}, START + 240)
		const second = await site.poll(300)
		expect(fieldsOf(second, 'fc_exporter,exporter=192.0.2.1')).toMatchObject({up: '1i', went_down: '0i'})
		expect(fieldsOf(second, 'fc_exporter,exporter=192.0.2.2')).toMatchObject({
			up: '0i',
			went_down: '1i',
			since: `${START + 300}i`,
		})
		expect(fieldsOf(second, 'fc')).toMatchObject({went_down: '1i', downtime_seconds: '300i'})
		const times = second.stdout.match(/\d+$/gm)
		expect([...new Set(times)]).toEqual([`${START + 300}000000000`])
		expect(second.stdout.match(/^linestat_event.*/gm)).toHaveLength(1)
		expect(second.stdout).toContain('kind=exporter_down')
		expect(second.stdout).toContain('message="192.0.2.2 went down after 300 s"')
	})
})

describe('a collector that fails', () => {
	it('costs only itself, and its exporters are unknown', async () => {
		const [one, two] = [await startCollector(), await startCollector()]
		const site = polling([one, two])
		one.write({'192.0.2.1': 800, '192.0.2.2': 0}, START)
		two.write({'192.0.2.1': 0, '192.0.2.2': 800}, START)
		await site.poll(0)
		await two.close()
		one.write({'192.0.2.1': 0, '192.0.2.2': 0}, START + 240)
		const ran = await site.poll(300)
		expect(ran.status).toBe(0)
		expect(ran.stderr).toMatch(/^W! fc .*: 1 of 2 sections failed: 127\.0\.0\.1:\d+ \(.*ECONNREFUSED/)
		expect(fieldsOf(ran, 'fc_exporter,exporter=192.0.2.1')).toMatchObject({up: '0i', state: '"down"'})
		const unknown = fieldsOf(ran, 'fc_exporter,exporter=192.0.2.2')
		expect(unknown).toMatchObject({state: '"unknown"', current_bps: '0i', downtime_seconds: '0i'})
		expect(unknown).not.toHaveProperty('up')
		expect(fieldsOf(ran, `fc_collector,source=127.0.0.1:${two.port}`)).toEqual({up: '0i', result: '"fail"'})
	})

	it('ends the poll with its status where it is the only one, and everything known is printed', async () => {
		const one = await startCollector()
		const site = polling([one])
		one.write({'192.0.2.1': 800}, START)
		await site.poll(0)
		await one.close()
		const ran = await site.poll(300)
		expect(ran.status).toBe(3)
		expect(fieldsOf(ran, 'fc_exporter,exporter=192.0.2.1')).toMatchObject({state: '"unknown"'})
		expect(fieldsOf(ran, 'linestat_poll,device=fc')).toMatchObject({up: '0i', result: '"refused"'})
	})

	it('does not cost more than the time-out', async () => {
		const [one, two] = [await startCollector(), await startCollector({hang: 'login'})]
		one.write({'192.0.2.1': 800}, START)
		const ran = await polling([one, two]).poll(0, ['--timeout', '1s'])
		expect(ran.status).toBe(0)
		expect(ran.seconds).toBeLessThan(2)
		expect(fieldsOf(ran, 'fc_exporter,exporter=192.0.2.1')).toMatchObject({up: '1i'})
		expect(ran.stderr).toContain('did not answer within')
	})
})

describe('a file', () => {
	it.each([
		['gone', undefined, 'There is no /lancope'],
		['torn', Buffer.from('Exporter Address\tCurrent Net'), 'its last line does not end'],
		['empty', Buffer.from('Exporter Address\tCurrent NetFlow bps\n'), 'it has no rows'],
	])('that is %s is no news', async (result, content, message) => {
		const one = await startCollector()
		if (content !== undefined) one.write({}, START)
		const file = [...one.files.values()][0]
		if (file !== undefined && content !== undefined) file.content = content
		const ran = await polling([one]).poll(0)
		expect(ran.status).toBe(5)
		expect(ran.stderr).toContain(message)
		expect(fieldsOf(ran, `fc_collector,source=127.0.0.1:${one.port}`)).toEqual({
			up: '0i',
			result: `"${result}"`,
		})
	})

	it('that comes back within a second is read again', async () => {
		const one = await startCollector()
		setTimeout(() => one.write({'192.0.2.1': 8}, START), 500)
		const ran = await polling([one]).poll(0)
		expect(ran).toMatchObject({status: 0, stderr: ''})
	})

	it('that is not written any more is not believed after 10 minutes', async () => {
		const one = await startCollector()
		const site = polling([one])
		one.write({'192.0.2.1': 8}, START)
		expect((await site.poll(0)).status).toBe(0)
		expect((await site.poll(300)).status).toBe(0)
		const ran = await site.poll(600)
		expect(ran.status).toBe(5)
		expect(ran.stderr).toContain('has not changed for 600 s')
		one.write({'192.0.2.1': 8}, START + 601)
		expect((await site.poll(900)).status).toBe(0)
	})

	it('that is a day old when it is first met is not believed until it changes', async () => {
		const one = await startCollector()
		const site = polling([one])
		one.write({'192.0.2.1': 8}, START - 90_000)
		expect((await site.poll(0)).status).toBe(5)
		expect((await site.poll(300)).status).toBe(5)
		one.write({'192.0.2.1': 8}, START - 89_940)
		expect((await site.poll(600)).status).toBe(0)
	})

	it('that lost more than half its rows is read once more, and then believed', async () => {
		const one = await startCollector()
		const site = polling([one])
		one.write({'192.0.2.1': 8, '192.0.2.2': 8, '192.0.2.3': 8}, START)
		await site.poll(0)
		one.write({'192.0.2.1': 8}, START + 60)
		const ran = await site.poll(300)
		expect(ran.seconds).toBeGreaterThan(0.9)
		expect(fieldsOf(ran, 'fc')).toMatchObject({exporters: '1i', vanished: '2i'})
	})

	it('is read with a command where the collector has no SFTP', async () => {
		const path = "/it's here"
		const quoted = String.raw`'/it'\''s here'`
		const content = 'Exporter Address\tCurrent NetFlow bps\n192.0.2.1\t8\n'
		const one = await startCollectorWithoutSftp({
			exec(command) {
				if (command === `stat -L -c '%s %Y' -- ${quoted} && : < ${quoted}`)
					return `${content.length} ${START}\n`
				if (command === `cat -- ${quoted}`) return content
				return {stderr: "stat: cannot statx '/none': No such file or directory\n", code: 1}
			},
		})
		const site = polling([one])
		const ran = await site.poll(0, ['--path', path])
		expect(ran.stderr).toBe('')
		expect(fieldsOf(ran, 'fc')).toMatchObject({exporters_up: '1i'})
		expect((await site.poll(300, ['--path', '/none'])).stderr).toContain('There is no /none')
	})

	it('with an interface column has a key of two', async () => {
		const one = await startCollector()
		const content = 'Exporter Address\tInterface\tCurrent NetFlow bps\n192.0.2.1\t3\t8\n192.0.2.1\t4\t0\n'
		one.files.set('/interfaces', {content: Buffer.from(content), modified: START})
		const ran = await polling([one]).poll(0, [
			'--path',
			'/interfaces',
			'--key-columns',
			'Exporter Address,Interface',
		])
		expect(fieldsOf(ran, 'fc_exporter,exporter=192.0.2.1,interface=4')).toMatchObject({up: '0i'})
		expect(fieldsOf(ran, 'fc_exporter,exporter=192.0.2.1,interface=3')).toMatchObject({up: '1i'})
	})
})

describe('the memory', () => {
	it('forgets a collector that is taken out of the configuration', async () => {
		const [one, two] = [await startCollector(), await startCollector()]
		const both = polling([one, two])
		one.write({'192.0.2.1': 0}, START)
		two.write({'192.0.2.1': 8}, START)
		await both.poll(0)
		one.write({'192.0.2.1': 0}, START + 60)
		const alone = polling([one])
		const ran = await alone.poll(300, [], {env: {LINESTAT_STATE_DIR: `${both.folder}/state`}})
		expect(fieldsOf(ran, 'fc_exporter,exporter=192.0.2.1')).toMatchObject({state: '"down"', went_down: '1i'})
	})

	it('that cannot be kept makes the poll a failed one, and everything is printed', async () => {
		const one = await startCollector()
		one.write({'192.0.2.1': 8}, START)
		const ran = await polling([one]).poll(0, [], {env: {LINESTAT_STATE_DIR: '/dev/null/none'}})
		expect(ran.status).toBe(6)
		expect(fieldsOf(ran, 'fc_exporter,exporter=192.0.2.1')).toMatchObject({up: '1i'})
	})
})

describe('a conversation', () => {
	it('that was captured gives the same when it is replayed, and touches no memory', async () => {
		const one = await startCollector()
		one.write({'192.0.2.1': 8, '192.0.2.2': 0}, START)
		const site = polling([one])
		const file = `${site.folder}/capture.txt`
		await site.poll(0, ['--capture', file])
		await one.close()
		const ran = await site.poll(0, ['--replay', file])
		expect(ran.status).toBe(0)
		expect(fieldsOf(ran, 'fc')).toMatchObject({exporters: '2i', exporters_up: '1i'})
	})
})
