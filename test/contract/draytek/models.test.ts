import fs from 'node:fs'
import path from 'node:path'
import {describe, expect, it} from 'vitest'
import {type Command, commands, questionOf} from '../../../src/devices/draytek/commands.ts'
import {draytekPoints} from '../../../src/devices/draytek/points.ts'
import {SECTIONS} from '../../../src/devices/draytek/sections.ts'
import type {Point} from '../../../src/metrics/model.ts'
import {loadEncoder} from '../../../src/output/index.ts'
import {textOf} from '../../encoded.ts'
import {type DraytekFixture, draytekFixtures} from '../../fixtures/draytek.ts'
import {folder} from '../../folder.ts'
import {deviceLines, poll, pollOnce, switchOn} from './against.ts'

/** The sections of which a fixture has all answers, or `some`, as `--sections` takes them. */
function sectionsOf({family, answers}: DraytekFixture, some = false): string {
	const has = (command: Command) => answers.has(questionOf(command)) || (!some && command.optional === true)
	return SECTIONS.filter(name => {
		const list = name === 'bins' ? [] : (commands[family][name] ?? [])
		return some ? list.some(has) : list.length > 0 && list.every(has)
	}).join(',')
}

/** The points of the record that was written by hand, tagged as the program tags them. */
function expectedPoints({record: {dsl, ...rest}}: DraytekFixture): Point[] {
	const {bins, ...line} = dsl
	return draytekPoints([{...rest, dsl: line}]).map(point => ({
		...point,
		tags: {device: 'draytek', source: '127.0.0.1', ...point.tags},
	}))
}

describe.each(draytekFixtures())('$name', fixture => {
	const options = {fixture: fixture.name}
	const argv = ['--sections', sectionsOf(fixture, true)]

	it('is read in one login, one question per command, and left', async () => {
		const {status, stderr, seen} = await pollOnce(options, '--sections', sectionsOf(fixture))
		expect({status, stderr}).toEqual({status: 0, stderr: ''})
		expect(seen.passwords).toEqual(['secret'])
		expect(seen.left).toBe(true)
		// The greeting, then one turn for each line that is typed; nothing waits for what `exit` gives.
		expect(seen.turns).toBe(seen.names.length + seen.passwords.length + seen.commands.length)
		const questions = seen.commands.filter(command => command !== 'exit')
		expect(new Set(questions).size).toBe(questions.length)
	})

	it.each(['influx', 'prometheus', 'graphite', 'table'] as const)('prints its record as %s', async format => {
		const encode = await loadEncoder(format)
		const expected = textOf(encode(expectedPoints(fixture), {timestamp: 'none'}))
		const {stdout} = await pollOnce(options, ...argv, '--format', format)
		if (format === 'table') for (const line of deviceLines(expected)) expect(stdout).toContain(line)
		else expect(deviceLines(stdout)).toEqual(deviceLines(expected))
	})

	it('prints its record as json', async () => {
		const encode = await loadEncoder('json')
		const expected = JSON.parse(textOf(encode(expectedPoints(fixture), {timestamp: 'none'})))
		const {stdout} = await pollOnce(options, ...argv, '--format', 'json')
		const {metrics} = JSON.parse(stdout) as {metrics: {name: string}[]}
		expect(metrics.filter(({name}) => !name.startsWith('linestat_'))).toEqual(expected.metrics)
	})

	it('gives the same points from a capture, without a connection', async () => {
		const file = path.join(folder(), 'capture')
		const device = await switchOn(options)
		const live = await poll(device, [...argv, '--capture', file])
		expect(fs.readFileSync(file, 'utf8')).not.toContain('secret')
		const replayed = await poll(device, [...argv, '--replay', file], {
			env: {LINESTAT_DRAYTEK_PASSWORD: undefined},
		})
		expect(replayed.status).toBe(0)
		// A capture has another serial number: it is made to be shown to others.
		const [after, before] = [replayed, live].map(({stdout}) =>
			deviceLines(stdout).map(line => line.replace(/serial="[^"]*"/, 'serial')),
		)
		expect(after).toEqual(before)
		expect(device.seen.length).toBe(1)
	})
})

it('gives the same points from the fixture itself', async () => {
	const device = await switchOn()
	const live = await poll(device)
	const replayed = await poll(device, ['--replay', 'fixtures/draytek/vigor130-3.8.12--17a.txt'])
	expect(deviceLines(replayed.stdout)).toEqual(deviceLines(live.stdout))
})

it('prints tones where they are asked for', async () => {
	const fixture = 'vigor165-4.2.4--17a-vectoring-ginp'
	const {status, stdout, seen} = await pollOnce({fixture}, '--sections', 'status', '--bins=tones')
	expect(status).toBe(0)
	expect(stdout).toMatch(/^xdsl_bins,device=draytek,direction=down,source=127\.0\.0\.1,tone=\d+ bits=/m)
	expect(seen.commands).toContain('vdsl showbins up')
})

it('asks for the other name of a command once it worked', async () => {
	const {status, seen} = await pollOnce({fixture: 'vigor2762-3.9.6.3--adsl2plus'})
	expect(status).toBe(0)
	expect(seen.commands).toEqual([
		'vdsl status',
		'adsl status',
		'adsl status more',
		'adsl status counts',
		'exit',
	])
})

it('asks for tones by the name that worked', async () => {
	const {status, stdout, seen} = await pollOnce(
		{fixture: 'vigor2762-3.9.6.3--adsl2plus'},
		'--sections',
		'status',
		'--bins',
	)
	expect(status).toBe(0)
	expect(stdout).toContain('xdsl_bins,band=all,device=draytek,direction=down,source=127.0.0.1 bits=134i')
	expect(seen.commands.filter(command => command.startsWith('vdsl'))).toEqual(['vdsl status'])
})

it('opens and leaves the menus of DrayOS 5 without typing ahead', async () => {
	const {seen} = await pollOnce({fixture: 'vigor167-5.2.8--17a'}, '--sections', 'status,more')
	const menu = 'config Monitoring DSL_Status Monitoring_DSL_General'
	expect(seen.commands).toEqual(['exec dslinfo', menu, 'show all', 'exit', 'exit'])
})

it('does not leave a menu of DrayOS 5 that did not open', async () => {
	// A Vigor 130 that asks for a user name, and knows none of the commands of DrayOS 5.
	const {status, seen} = await pollOnce({dialect: 'username'}, '--sections', 'more')
	expect(status).toBe(5)
	expect(seen.commands.filter(command => command === 'exit')).toEqual(['exit'])
	expect(seen.left).toBe(true)
})
