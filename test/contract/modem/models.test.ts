import fs from 'node:fs'
import path from 'node:path'
import {describe, expect, it} from 'vitest'
import {MODELS} from '../../../src/devices/modem/models.ts'
import {modemPoints} from '../../../src/devices/modem/points.ts'
import type {Point} from '../../../src/metrics/model.ts'
import {loadEncoder} from '../../../src/output/index.ts'
import {textOf} from '../../encoded.ts'
import {type ModemFixture, modemFixtures} from '../../fixtures/modem.ts'
import {folder} from '../../folder.ts'
import {type AnyModem, deviceLines, poll, startShell, startWeb} from './against.ts'

/** Pages that are asked for before another way is tried; the H369A has its own. */
const CONTEXT: Readonly<Record<string, string>> = {
	'zte-h267a-h369a--17a': 'InternetStatusforRoute_DSL',
}

const start = ({name, modem}: ModemFixture): Promise<AnyModem> => {
	const context = CONTEXT[name]
	return modem.startsWith('zte') ? startWeb(name, context === undefined ? {} : {context}) : startShell(name)
}

/** The points of the record, tagged as the program tags them. */
function expectedPoints({record, modem, argv}: ModemFixture): Point[] {
	const tags = {device: MODELS[modem].kind, source: '127.0.0.1'}
	const points = modemPoints(record, argv?.includes('--bins'))
	return points.map(point => ({...point, tags: {...tags, ...point.tags}}))
}

describe.each(modemFixtures())('$name', fixture => {
	const argv = [fixture.modem, ...(fixture.argv ?? [])]

	it.each(['influx', 'prometheus', 'graphite', 'table'] as const)('prints its record as %s', async format => {
		await using modem = await start(fixture)
		const encode = await loadEncoder(format)
		const expected = deviceLines(textOf(encode(expectedPoints(fixture), {timestamp: 'none'})))
		const {status, stdout, stderr} = await poll(modem, [...argv, '--format', format])
		expect({status, stderr}).toEqual({status: 0, stderr: ''})
		if (format === 'table') for (const line of expected) expect(stdout).toContain(line)
		else expect(deviceLines(stdout).sort()).toEqual(expected.sort())
	})

	it('prints its record as json', async () => {
		await using modem = await start(fixture)
		const encode = await loadEncoder('json')
		const expected = JSON.parse(textOf(encode(expectedPoints(fixture), {timestamp: 'none'})))
		const {stdout} = await poll(modem, [...argv, '--format', 'json'])
		const {metrics} = JSON.parse(stdout) as {metrics: {name: string}[]}
		const own = metrics.filter(({name}) => !name.startsWith('linestat_'))
		expect(own).toHaveLength(expected.metrics.length)
		expect(own).toEqual(expect.arrayContaining(expected.metrics))
	})

	it('gives the same points from a capture, without a connection', async () => {
		const file = path.join(folder(), 'capture')
		const modem = await start(fixture)
		const live = await poll(modem, [...argv, '--capture', file])
		await modem[Symbol.asyncDispose]()
		expect(fs.readFileSync(file, 'utf8')).not.toContain('secret')
		const replayed = await poll(modem, [...argv, '--replay', file])
		expect({status: replayed.status, stderr: replayed.stderr}).toEqual({status: 0, stderr: ''})
		// Addresses are replaced in a capture.
		const [after, before] = [replayed, live].map(({stdout}) =>
			deviceLines(stdout).map(line => line.replace(/(ipv[46]=)"[^"]*"/g, '$1').replace(/,?cgnat=\di/, '')),
		)
		expect(after).toEqual(before)
	})

	it('says of which kind it is, and that it was up', async () => {
		await using modem = await start(fixture)
		const {stdout} = await poll(modem, argv)
		const {kind} = MODELS[fixture.modem]
		expect(stdout).toMatch(
			new RegExp(`^linestat_poll,device=${kind},source=127\\.0\\.0\\.1 .*result="ok".*up=1i$`, 'm'),
		)
	})
})
