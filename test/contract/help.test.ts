import {expect, it} from 'vitest'
import * as commands from '../../src/commands/index.ts'
import {loadDevices} from '../../src/devices/index.ts'
import {run} from '../run.ts'

const devices = await loadDevices()

const paths = [...devices.map(({name}) => [name]), ...Object.values(commands).map(({path}) => [...path])]

it.each(paths)('linestat %s %s --help opens with examples and ends with status 0', async (...path) => {
	const words = path.filter(word => word !== undefined)
	const {status, stdout, stderr} = await run([...words, '--help'])
	expect({status, stderr}).toEqual({status: 0, stderr: ''})
	expect(stdout).toMatch(new RegExp(`^Examples:\n {2}linestat ${words.join(' ')}`))
	expect(stdout).toContain(`Usage: linestat ${words.join(' ')} `)
	expect((await run(['help', ...words.slice(0, 1)])).status).toBe(0)
})

it('fits on a page, in groups, and names environment, file and exit statuses', async () => {
	const {stdout} = await run(['ifstat', '--help'])
	expect(stdout.split('\n').length).toBeLessThanOrEqual(60)
	expect(stdout).toMatch(/\nOptions:\n.*\nCommon options:\n.*\nExit status: 0 polled, 1 a bug/s)
	expect(stdout).toContain('LINESTAT_IFSTAT_EXCLUDE or "exclude:"')
	expect(stdout).toContain('Secrets: LINESTAT_IFSTAT_PASSWORD')
})

it('a device that takes longer says so', async () => {
	expect((await run(['ifstat', '--help'])).stdout.replace(/\s+/g, ' ')).toContain('whole poll (default: 4s)')
	expect((await run(['freebox', '--help'])).stdout.replace(/\s+/g, ' ')).toContain(
		'whole poll (default: 10s)',
	)
})

it('lists devices, commands and formats', async () => {
	const {status, stdout} = await run(['--help'])
	expect(status).toBe(0)
	for (const name of [...devices.map(({name}) => name), 'config', 'completion'])
		expect(stdout).toContain(`\n  ${name}`)
	expect(stdout).toContain('Formats: influx, prometheus, graphite, json, table.')
})

it('no option of a device or command hides a common one of another meaning', async () => {
	const {globalOptions} = await import('../../src/config/global.ts')
	for (const {name, options} of devices) {
		for (const key of Object.keys(options))
			expect(Object.keys(globalOptions), `${name} --${key}`).not.toContain(key)
	}
})

it('prints the version on one line', async () => {
	expect((await run(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
})
