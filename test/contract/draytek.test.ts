import {afterEach, describe, expect, it} from 'vitest'
import {commands} from '../../src/devices/draytek/commands.ts'
import {SECTIONS} from '../../src/devices/draytek/sections.ts'
import {type DraytekFixture, draytekFixtures} from '../fixtures/draytek.ts'
import {type Ran, run} from '../run.ts'
import {startVigor, type Vigor, type VigorOptions} from '../simulators/draytek.ts'

const FIXTURE = 'vigor130-3.8.12--17a'
let vigor: Vigor

afterEach(() => vigor?.close())

/** Runs the program against the device that is on. */
const draytek = (...argv: string[]): Promise<Ran> =>
	run(['draytek', '--host', '127.0.0.1', '--port', String(vigor.port), ...argv], {
		env: {LINESTAT_DRAYTEK_PASSWORD: 'secret'},
	})

/** Switches a device on and runs the program against it. */
async function poll(options: Partial<VigorOptions>, ...argv: string[]): Promise<Ran> {
	vigor = await startVigor({fixture: FIXTURE, ...options})
	return await draytek(...argv)
}

/** The sections that a fixture has answers for, as `--sections` takes them. */
function sectionsOf({family, answers}: DraytekFixture): string {
	const has = (name: (typeof SECTIONS)[number]) =>
		commands[family][name]?.every(({type, optional}) => optional || answers.has(type.join('; ')))
	return SECTIONS.filter(name => name !== 'bins' && has(name)).join(',')
}

describe.each(draytekFixtures())('$name', fixture => {
	it('is read in one login, one question per command, and left', async () => {
		const {status, stdout, stderr} = await poll({fixture: fixture.name}, '--sections', sectionsOf(fixture))
		expect(stderr).toBe('')
		expect(status).toBe(0)
		expect(stdout).toContain(`state="${fixture.record.dsl.line?.state}"`)
		await vigor.idle()
		expect(vigor.seen).toMatchObject([{passwords: ['secret'], left: true}])
	})
})
