import {describe, expect, it} from 'vitest'
import type {KindName} from '../../../src/events/kinds.ts'
import type {SshAccount} from '../../simulators/ssh-accounts.ts'
import {PATH, START} from './collector.ts'
import {polling, startCollector} from './site.ts'

/** What a collector shows of an exporter: its rate, that it does not list it, or a failure of its own. */
type Shown = number | 'not listed' | 'refuses' | 'no file' | 'the same file'
/** It may come later, and from a clock that is off, both in seconds. */
type Step = Shown | readonly [shown: Shown, after: number, clockOff?: number]
type Kind = Extract<KindName, `exporter_${string}`>

/** How often events of a kind are told in polls of one collector, 300 s apart unless said otherwise. */
async function times(kind: Kind, steps: readonly Step[]): Promise<number> {
	const accounts: Record<string, SshAccount> = {}
	const one = await startCollector({accounts})
	const site = polling([one])
	let [t, told] = [0, 0]
	for (const step of steps) {
		const [shown, after, clockOff = 0] = typeof step === 'object' ? step : [step, 300]
		t += after
		accounts.root = {password: shown === 'refuses' ? 'another' : 'secret'}
		if (shown === 'no file') one.files.delete(PATH)
		else if (typeof shown === 'number' || shown === 'not listed') {
			const listed = typeof shown === 'number' ? {'192.0.2.1': shown} : {}
			one.write({...listed, '192.0.2.9': 1}, START + t + clockOff)
		}
		const {stdout} = await site.poll(t)
		told += [...stdout.matchAll(/^linestat_event,.*?kind=(\w+)/gm)].filter(([, is]) => is === kind).length
	}
	return told
}

interface Row {
	readonly happens: readonly Step[]
	/** It happens again and again: how often it must be told. */
	readonly flapping: readonly [times: number, steps: readonly Step[]]
	/** What looks like it and is none. Each poll is a new process with what the last one kept; rates are no counters. */
	readonly twins: Readonly<
		Record<'polls are missed' | 'polls fail' | 'the collector starts anew' | Came, readonly Step[]>
	>
}
type Came =
	| 'it is gone and comes back as it was'
	| 'the clock of the collector is set back'
	| 'the file is no longer written'

const table: Readonly<Record<Kind, Row>> = {
	exporter_down: {
		happens: [800, 0],
		flapping: [2, [800, 0, 0, 900, 0, 0]],
		twins: {
			'polls are missed': [800, [800, 36_000]],
			'polls fail': [800, 'refuses', 'refuses', 800],
			'the collector starts anew': [800, 'refuses', 'no file', 700],
			'it is gone and comes back as it was': [800, 'not listed', 'not listed', 800],
			'the clock of the collector is set back': [800, [800, 300, -7200], 800],
			'the file is no longer written': [800, 'the same file', 'the same file', 'the same file', 800],
		},
	},
	exporter_up: {
		happens: [0, 800],
		flapping: [2, [0, 800, 800, 0, 800]],
		twins: {
			'polls are missed': [0, [0, 36_000]],
			'polls fail': [0, 'refuses', 'refuses', 0],
			'the collector starts anew': [0, 'refuses', 'no file', 0],
			'it is gone and comes back as it was': [0, 'not listed', 'not listed', 0],
			'the clock of the collector is set back': [0, [0, 300, -7200], 0],
			'the file is no longer written': [0, 'the same file', 'the same file', 'the same file', 0],
		},
	},
	exporter_vanished: {
		happens: [800, 'not listed'],
		flapping: [2, [800, 'not listed', 'not listed', 800, 'not listed']],
		twins: {
			'polls are missed': [800, [800, 36_000]],
			'polls fail': [800, 'refuses', 'refuses', 800],
			'the collector starts anew': [800, 'refuses', 'no file', 800],
			'it is gone and comes back as it was': ['not listed', 'not listed', 800, 800],
			'the clock of the collector is set back': [800, [800, 300, -7200], 800],
			'the file is no longer written': [800, 'the same file', 'the same file', 'the same file', 800],
		},
	},
}

describe.each(Object.entries(table) as [Kind, Row][])('%s', (kind, {happens, flapping, twins}) => {
	it('is told once when it happens', async () => {
		expect(await times(kind, [...happens, ...happens.slice(-1)])).toBe(1)
	})

	it('is told once each time where it flaps', async () => {
		const [often, steps] = flapping
		expect(await times(kind, steps)).toBe(often)
	})

	it.each(Object.entries(twins))('is not told when %s', async (_name, steps) => {
		expect(await times(kind, steps)).toBe(0)
	})
})
