import {DatabaseSync} from 'node:sqlite'
import {describe, expect, it} from 'vitest'
import type {Ran} from '../../run.ts'
import type {SshAccount} from '../../simulators/ssh-accounts.ts'
import {PATH, START} from './collector.ts'
import {fieldsOf, polling, startCollector} from './site.ts'

/** Exporter to bits per second; or what is wrong with the collector. */
type File = Readonly<Record<string, number>> | 'refuses' | 'gone'

/** Polls of so many collectors, whose only memory is the state. */
async function watch(count = 1, ...always: string[]) {
	const accounts = Array.from({length: count}, (): Record<string, SshAccount> => ({}))
	const collectors = await Promise.all(accounts.map(one => startCollector({accounts: one})))
	const site = polling(collectors)
	return {
		state: () => new DatabaseSync(`${site.folder}/state/linestat.sqlite`, {readOnly: true}),
		/** `t`: seconds after the start, by the wall clock. */
		async poll(t: number, files: readonly File[], ...more: string[]): Promise<Ran> {
			for (const [index, file] of files.entries()) {
				const account = accounts[index]
				if (account !== undefined) account.root = {password: file === 'refuses' ? 'another' : 'secret'}
				if (file === 'gone') collectors[index]?.files.delete(PATH)
				else if (file !== 'refuses') collectors[index]?.write(file, START + t)
			}
			return await site.poll(t, [...always, ...more])
		},
	}
}

const e = '192.0.2.1'
const other = '192.0.2.2'
const of = (ran: Ran, exporter = e) => fieldsOf(ran, `fc_exporter,exporter=${exporter}`)
const stateOf = (ran: Ran, exporter = e) => of(ran, exporter).state?.replaceAll('"', '')

it('1: everything a poll prints of exporters carries one time, that of its beginning', async () => {
	const {poll} = await watch(2)
	await poll(0, [{[e]: 8}, {[other]: 8}])
	const ran = await poll(300, [{[e]: 0}, 'refuses'])
	const lines = ran.stdout.split('\n').filter(line => /^(fc|linestat_event)/.test(line))
	expect(lines.length).toBeGreaterThan(6)
	expect(new Set(lines.map(line => line.split(' ').at(-1)))).toEqual(new Set([`${START + 300}000000000`]))
})

it('2: the uptime says how much time has passed, and times are shown by the clock as it is now', async () => {
	const {poll} = await watch()
	await poll(0, [{[e]: 8}], '--uptime', '1000', '--boot-id', 'a')
	await poll(300, [{[e]: 0}], '--uptime', '1300', '--boot-id', 'a')
	// Two hours back, and 300 s later.
	const back = await poll(-6600, [{[e]: 0}], '--uptime', '1600', '--boot-id', 'a')
	expect(of(back)).toMatchObject({
		downtime_seconds: '300i',
		unobserved_seconds: '0i',
		since: `${START - 6900}i`,
	})
	// Another start of the machine: its uptime cannot be compared, and a clock that goes back is no time.
	const booted = await poll(-7000, [{[e]: 0}], '--uptime', '5', '--boot-id', 'b')
	expect(of(booted)).toMatchObject({downtime_seconds: '300i'})
})

it('3: only a good read gives values, and those of the last good one are kept', async () => {
	const {poll} = await watch(2)
	await poll(0, [{[e]: 8}, {[other]: 8}])
	for (const file of ['refuses', 'gone'] as const) {
		const ran = await poll(300, [{[e]: 8}, file])
		expect(stateOf(ran, other)).toBe('unknown')
		expect(of(ran, other)).not.toHaveProperty('current_bps')
	}
	expect(stateOf(await poll(600, [{[e]: 8}, {[e]: 0}]), other)).toBe('absent')
})

describe('4: the state of an exporter is the first of these that fits', () => {
	it.each<[string, string, File[], File[]]>([
		['up: it sends to somebody', 'up', [{[e]: 8}, {[e]: 0}], [{[e]: 0}, {[e]: 8}]],
		[
			'up: it sends to somebody, and another cannot be read',
			'up',
			[{[e]: 0}, {[e]: 8}],
			[{[e]: 8}, 'refuses'],
		],
		['unknown: it sent to one that cannot be read', 'unknown', [{[e]: 0}, {[e]: 8}], [{[e]: 0}, 'refuses']],
		[
			'unknown: never up, and one has never been read',
			'unknown',
			[{[e]: 0}, 'refuses'],
			[{[e]: 0}, 'refuses'],
		],
		['down: it was up, though one has never been read', 'down', [{[e]: 8}, 'refuses'], [{[e]: 0}, 'refuses']],
		['down: listed with 0', 'down', [{[e]: 8}, {[e]: 0}], [{[e]: 0}, {[e]: 0}]],
		['down: listed by one alone', 'down', [{[e]: 8}, {[e]: 0}], [{[other]: 8}, {[e]: 0}]],
		['unknown: nobody can be read', 'unknown', [{[e]: 0}, {[e]: 0}], ['refuses', 'gone']],
		[
			'unknown: listed by one that cannot be read',
			'unknown',
			[{[e]: 8}, {[e]: 0}],
			[{[other]: 8}, 'refuses'],
		],
		['absent: nobody has it', 'absent', [{[e]: 8}, {[e]: 0}], [{[other]: 8}, {[other]: 8}]],
	])('%s', async (_name, state, first, second) => {
		const {poll} = await watch(2)
		await poll(0, first)
		expect(stateOf(await poll(300, second))).toBe(state)
	})
})

describe('5: a change', () => {
	const events = (ran: Ran) =>
		[...ran.stdout.matchAll(/^linestat_event.*kind=(exporter_\w+)/gm)].map(([, kind]) => kind)

	it('is no first observation', async () => {
		const {poll} = await watch()
		const first = await poll(0, [{[other]: 8}])
		const second = await poll(300, [{[e]: 0, [other]: 8}])
		expect([...events(first), ...events(second)]).toEqual([])
		expect(of(second)).toMatchObject({went_down: '0i', state: '"down"'})
	})

	it('is two observations that differ, whatever was unknown or absent between them', async () => {
		const {poll} = await watch()
		await poll(0, [{[e]: 8}])
		await poll(300, ['refuses'])
		await poll(600, [{[other]: 8}])
		const ran = await poll(900, [{[e]: 0, [other]: 8}])
		expect(events(ran)).toEqual(['exporter_down'])
		expect(ran.stdout).toContain('message="192.0.2.1 went down after 900 s"')
	})

	it('is uncertain where they are more than 15 minutes apart', async () => {
		const {poll} = await watch()
		await poll(0, [{[e]: 8}])
		expect((await poll(901, [{[e]: 0}])).stdout).toContain(
			'after 901 s, at some time since the last good poll',
		)
	})
})

it('6: it is listed for 10 minutes, half open, whatever the state is now', async () => {
	const {poll} = await watch()
	await poll(0, [{[e]: 8}])
	const news = async (t: number, bps: number) => {
		const {went_down: down, came_up: up} = of(await poll(t, [{[e]: bps}]))
		return [down, up]
	}
	expect(await news(300, 0)).toEqual(['1i', '0i'])
	expect(await news(600, 8)).toEqual(['1i', '1i'])
	expect(await news(899, 8)).toEqual(['1i', '1i'])
	expect(await news(900, 8)).toEqual(['0i', '1i'])
	expect(await news(1200, 8)).toEqual(['0i', '0i'])
})

it.each([
	['a poller that did not run', undefined],
	['a collector that cannot be read', 'refuses'],
	['a file that is missing', 'gone'],
	['an exporter that is in no file', {[other]: 8}],
] as const)('7: a state holds for 15 minutes at most, over %s', async (_name, between) => {
	const {poll} = await watch()
	await poll(0, [{[e]: 0, [other]: 8}])
	for (const t of between === undefined ? [] : [1000]) await poll(t, [between ?? {}])
	expect(of(await poll(2000, [{[e]: 0, [other]: 8}]))).toMatchObject({
		downtime_seconds: '900i',
		unobserved_seconds: '1100i',
	})
	expect(of(await poll(2900, [{[e]: 8, [other]: 8}]))).toMatchObject({downtime_seconds: '1800i'})
})

it('8 and 9: down time is that of the last 30 days, of each and of all together', async () => {
	const {poll} = await watch(1, '--max-gap', '9999999s')
	const times = [0, 3600, 39_600, 2_613_600, 2_631_599, 2_631_600]
	const down: unknown[] = []
	for (const t of times) {
		const ran = await poll(t, [{[e]: t === 3600 ? 0 : 8, [other]: 0}])
		down.push([
			of(ran).downtime_seconds,
			of(ran, other).downtime_seconds,
			fieldsOf(ran, 'fc').downtime_seconds,
		])
	}
	expect(down).toEqual([
		['0i', '0i', '0i'],
		['0i', '3600i', '3600i'],
		['36000i', '39600i', '75600i'],
		['18000i', '2592000i', '2610000i'],
		['1i', '2592000i', '2592001i'],
		['0i', '2592000i', '2592000i'],
	])
})

it('10: who is absent has vanished for 10 minutes, which polls that know nothing do not end', async () => {
	const {poll} = await watch()
	await poll(0, [{[e]: 8, [other]: 8}])
	const vanished = async (t: number, file: File) => fieldsOf(await poll(t, [file]), 'fc').vanished
	expect(await vanished(300, {[other]: 8})).toBe('1i')
	expect(await vanished(600, 'refuses')).toBe('0i')
	expect(await vanished(899, {[other]: 8})).toBe('1i')
	expect(await vanished(900, {[other]: 8})).toBe('0i')
	// An observation ends it, and the next absence is a new one.
	expect(await vanished(1000, {[e]: 8, [other]: 8})).toBe('0i')
	expect(await vanished(1300, {[other]: 8})).toBe('1i')
})

it('11: unobserved is what no state holds over since the first observation', async () => {
	const {poll} = await watch()
	await poll(0, [{[other]: 8}])
	await poll(300, [{[e]: 8, [other]: 8}])
	const ran = await poll(5000, [{[e]: 0, [other]: 8}])
	expect(of(ran)).toMatchObject({unobserved_seconds: '3800i', downtime_seconds: '0i'})
	expect(of(ran, other)).toMatchObject({unobserved_seconds: '3800i'})
	expect(fieldsOf(ran, 'fc')).toMatchObject({unobserved_seconds: '7600i'})
})

it('12: since is the last change, else the first observation', async () => {
	const {poll} = await watch()
	await poll(0, [{[other]: 8}])
	await poll(300, [{[e]: 8, [other]: 8}])
	expect(of(await poll(600, [{[e]: 8, [other]: 8}])).since).toBe(`${START + 300}i`)
	expect(of(await poll(900, [{[e]: 0, [other]: 8}])).since).toBe(`${START + 900}i`)
	expect(of(await poll(1200, ['refuses'])).since).toBe(`${START + 900}i`)
})

it('13: after a month nothing is left of an exporter that is gone, nor of what happened before', async () => {
	const {poll, state} = await watch()
	const month = 2_592_000
	await poll(0, [{[e]: 8, [other]: 8}])
	await poll(300, [{[e]: 0, [other]: 0}])
	await poll(600, [{[e]: 0, [other]: 8}])
	const rows = () => {
		using database = state()
		const count = (table: string) => Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n)
		return {exporters: count('fc_exporter'), intervals: count('fc_interval'), changes: count('fc_change')}
	}
	const nearly = await poll(month + 900, [{[other]: 8}])
	// Down from 300 to 600 and, as far as that holds, to 1500.
	expect(of(nearly)).toMatchObject({state: '"absent"', downtime_seconds: '600i'})
	expect(rows()).toMatchObject({exporters: 2, changes: 0})
	const after = await poll(month + 1500, [{[other]: 8}])
	expect(after.stdout).not.toContain(e)
	expect(rows()).toEqual({exporters: 1, intervals: 0, changes: 0})
})

it('keys of another kind begin anew, and the old ones fade out', async () => {
	const {poll} = await watch()
	await poll(0, [{[e]: 8}])
	const ran = await poll(300, [{[e]: 8}], '--key-columns', 'Exporter Address,Interfaces')
	expect(ran.stdout).toMatch(/^fc_exporter,exporter=192\.0\.2\.1 .*state="absent"/m)
	expect(fieldsOf(ran, `fc_exporter,exporter=${e},interface=0`)).toMatchObject({
		state: '"up"',
		went_down: '0i',
	})
	expect(fieldsOf(ran, 'fc')).toMatchObject({exporters: '1i', vanished: '1i'})
})
