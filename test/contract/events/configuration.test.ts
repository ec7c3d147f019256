import fs from 'node:fs'
import {expect, it} from 'vitest'
import {folder} from '../../folder.ts'
import {run} from '../../run.ts'
import {catalog, poll} from './poll.ts'

const withFile = async (text: string, args: readonly string[] = []) => {
	const dir = folder({'linestat.yaml': text})
	const env = {XDG_STATE_HOME: dir, LINESTAT_CONFIG: `${dir}/linestat.yaml`}
	const ran = await run(['fake', 'up=WAN', ...args], {catalog, env})
	return {...ran, hasState: fs.existsSync(`${dir}/linestat/linestat.sqlite`)}
}

it.each([
	['events: true', true],
	['events: {unreachable_after: 5}', true],
	['events: {enabled: false, keep: 7d}', false],
	['events: false', false],
	['defaults: {strict: true}', false],
])('%s', async (text, expected) => {
	const {status, stderr, hasState} = await withFile(text)
	expect({status, stderr, hasState}).toEqual({status: 0, stderr: '', hasState: expected})
})

it('turns it off although a folder is named', async () => {
	const dir = folder({'linestat.yaml': 'events: off'})
	await poll(dir, ['up=WAN', '--config', `${dir}/linestat.yaml`])
	expect(fs.readdirSync(dir)).toEqual(['linestat.yaml'])
})

it.each([
	['events: maybe', /1:9: Wrong value for "events": "maybe" is neither yes nor no/],
	['events: {error_burst: crc_errors}', /1:23: .*"crc_errors" is no limit: use counter=count\/time/],
	['events: {unreachable: 3}', /Unknown key "unreachable" in "events".*Accepted: enabled, error_burst/],
	['events: [a]', /A list stands where a mapping is needed/],
])('refuses %s', async (text, message) => {
	const {status, stderr} = await withFile(text)
	expect(status).toBe(6)
	expect(stderr).toMatch(message)
})
