import {DatabaseSync} from 'node:sqlite'
import {expect, it} from 'vitest'
import {folder} from '../../folder.ts'
import {poll} from './poll.ts'

const lock = (dir: string) => {
	const other = new DatabaseSync(`${dir}/linestat.sqlite`)
	other.exec('BEGIN IMMEDIATE')
	return other
}

it('a state that is locked costs a warning and no poll, within the deadline', async () => {
	const dir = folder()
	await poll(dir, ['up=WAN'])
	const other = lock(dir)
	const {status, stdout, stderr, seconds} = await poll(dir, ['down=WAN', '--timeout', '600ms'])
	other.close()
	expect(status).toBe(0)
	expect(stdout).toContain('wan_gateway,')
	expect(stderr).toMatch(/^W! The state .* has been locked for 0\.[45] s\. Another poll is writing it/)
	expect(seconds).toBeLessThan(1.5)
	expect((await poll(dir, ['down=WAN'])).stdout).toContain('kind=gateway_down')
})

it('a state of a newer linestat costs a warning', async () => {
	const dir = folder()
	await poll(dir, ['up=WAN'])
	const other = new DatabaseSync(`${dir}/linestat.sqlite`)
	other.exec('UPDATE schema SET version = 99')
	other.close()
	const {status, stdout, stderr} = await poll(dir, ['down=WAN'])
	expect({status, printed: stdout.includes('wan_gateway,')}).toEqual({status: 0, printed: true})
	expect(stderr).toMatch(/^W! The state .* was written by a newer linestat/)
})

it('a state that is damaged is moved aside, and the next poll is as ever', async () => {
	const dir = folder({'linestat.sqlite': 'x'.repeat(5000)})
	const {status, stderr} = await poll(dir, ['up=WAN'])
	expect(status).toBe(0)
	expect(stderr).toMatch(/^W! The state .* was damaged and is begun anew; the old file is /)
	expect((await poll(dir, ['down=WAN'])).stdout).toContain('kind=gateway_down')
})

it.each(['/sys/linestat', '/proc/linestat/state'])(
	'a state in no folder that can be written costs a warning: %s',
	async dir => {
		const {status, stdout, stderr} = await poll(dir, ['up=WAN'])
		expect({status, printed: stdout.includes('wan_gateway,')}).toEqual({status: 0, printed: true})
		expect(stderr).toMatch(/^W! No folder for state is writable/)
	},
)
