import {describe, expect, it} from 'vitest'
import type {KindName} from '../../../src/events/kinds.ts'
import {errors, failed, lost, up} from './cases.ts'
import {down, gateway, kindsOf, line, port, router, type Step, wan} from './series.ts'

/** What looks like an event and is none. */
const TWINS = [
	'the machine that polls starts anew',
	'polls are missed',
	'polls fail',
	'a counter is reset',
	'the device starts anew',
	'it is gone and comes back as it was',
	'it counts backwards',
] as const

type Twin = (typeof TWINS)[number]
/** Kinds that are found by comparing polls; Flow Collectors have a table of their own, and actions are no finding. */
type Detected = Exclude<KindName, `exporter_${string}` | 'action' | 'test'>

interface Row {
	/** Polls in which it happens, at the last. */
	readonly happens: readonly Step[]
	/** Polls in which it happens and passes again and again, and how often it must be told. */
	readonly flapping: readonly [times: number, polls: readonly Step[]]
	/** Polls in which it must not be told; or why a twin cannot be. */
	readonly twins: Readonly<Record<Twin, readonly Step[] | string>>
}

const restarted = (step: Step): Step => ({...step, after: 300, reboot: true})
const later = (step: Step): Step => ({...step, after: 3600})
const says = (...points: NonNullable<Step['points']>): Step => ({points})
const born = (uptime_seconds: number, step: Step): Step => ({
	...step,
	points: [router({uptime_seconds}), ...(step.points ?? [])],
})
const silent = says(down({crc_errors: 1n}))
const counted = (...resyncs: bigint[]) => resyncs.map(count => says(line({up: true, resyncs: count})))

const gate = (isUp: boolean | undefined, more = {}): Step =>
	says(gateway(isUp === undefined ? {state: 'pending', ...more} : {up: isUp, ...more}))
const eth = (isUp: boolean, more = {}): Step => says(port({up: isUp, ...more}))
const has = (ipv4: string, more = {}): Step => says(wan({up: true, ipv4, ...more}))
const [HERE, THERE] = ['203.0.113.5', '203.0.113.9']
const translated = has('100.64.0.9', {cgnat: true})
const open = has(HERE, {cgnat: false})
const doubted = has(HERE, {cgnat: true})
const gone = says(wan({up: false}))

/** The rows of two kinds that are each other's end; `one` and `other` are the states between which they lie. */
function edge(
	one: Step,
	other: Step,
	unknown: Step,
	reset: readonly Step[],
	backwards: readonly Step[] = [born(9000, one), born(8000, one), born(8060, one)],
): Row {
	return {
		happens: [one, other],
		flapping: [2, [one, other, other, one, one, other]],
		twins: {
			'the machine that polls starts anew': [one, restarted(one)],
			'polls are missed': [one, later(one)],
			'polls fail': [one, failed, failed, one],
			'a counter is reset': reset,
			'the device starts anew': [born(9000, one), failed, born(30, unknown), born(90, one)],
			'it is gone and comes back as it was': [one, unknown, {}, one],
			'it counts backwards': backwards,
		},
	}
}

const table: Readonly<Record<Detected, Row>> = {
	sync_lost: edge(
		up(500),
		lost,
		silent,
		[up(500, {resyncs: 9n}), up(560, {resyncs: 0n})],
		[up(90_000), up(89_000), up(89_060)],
	),
	sync_gained: edge(lost, up(5), silent, [
		says(line({up: false, resyncs: 9n})),
		says(line({up: false, resyncs: 0n})),
	]),
	resync: {
		happens: [up(500), up(20)],
		flapping: [2, [up(500), up(20), up(80), up(10), up(70)]],
		twins: {
			'the machine that polls starts anew': [up(500), restarted(up(800))],
			'polls are missed': [up(500), later(up(4100))],
			'polls fail': [up(500), failed, failed, up(680)],
			'a counter is reset': counted(9n, 0n, 0n, 0n, 0n, 0n),
			'the device starts anew': [born(9000, up(500)), born(20, lost), born(80, up(20))],
			'it is gone and comes back as it was': [up(500, {resyncs: 3n}), up(560), up(620, {resyncs: 3n})],
			'it counts backwards': [up(90_000), up(89_000), up(89_060), ...counted(9n, 8n, 9n)],
		},
	},
	error_burst: {
		happens: [errors(0n), errors(150n)],
		flapping: [2, [0n, 200n, 400n, 400n, 400n, 400n, 400n, 400n, 600n, 800n].map(count => errors(count))],
		twins: {
			'the machine that polls starts anew': [errors(9000n), restarted(errors(9100n))],
			'polls are missed': [errors(0n), errors(1000n, {after: 36_000})],
			'polls fail': [errors(0n), failed, failed, errors(140n)],
			'a counter is reset': [errors(9000n), errors(0n), errors(100n)],
			'the device starts anew': [
				born(9000, says(port({rx_errors: 5n}))),
				born(30, says(port({rx_errors: 400n}))),
			],
			'it is gone and comes back as it was': [errors(9000n), errors(3n), errors(9001n)],
			'it counts backwards': [errors(9000n), errors(8000n), errors(8050n), errors(9002n)],
		},
	},
	wan_ip_changed: {
		happens: [has(HERE), has(THERE)],
		flapping: [3, [has(HERE), has(THERE), has(THERE), has(HERE), has(THERE)]],
		twins: {
			'the machine that polls starts anew': [has(HERE), restarted(has(HERE))],
			'polls are missed': [has(HERE), later(has(HERE))],
			'polls fail': [has(HERE), failed, failed, has(HERE)],
			'a counter is reset': [has(HERE, {rx_bytes: 900n}), has(HERE, {rx_bytes: 0n})],
			'the device starts anew': [born(9000, has(HERE)), born(9, gone), born(30, has('0.0.0.0')), has(HERE)],
			'it is gone and comes back as it was': [has(HERE), gone, has('169.254.1.1'), {}, has(HERE)],
			'it counts backwards': [has(HERE, {uptime_seconds: 900}), has(HERE, {uptime_seconds: 100})],
		},
	},
	cgnat_detected: {
		happens: [open, translated],
		flapping: [2, [open, translated, translated, open, translated]],
		twins: {
			'the machine that polls starts anew': [open, restarted(open)],
			'polls are missed': [open, later(open)],
			'polls fail': [open, failed, failed, open],
			'a counter is reset': [
				has(HERE, {cgnat: false, rx_bytes: 900n}),
				has(HERE, {cgnat: false, rx_bytes: 0n}),
			],
			'the device starts anew': [
				born(9000, open),
				born(30, says(wan({up: false, ipv4: '192.168.1.9', cgnat: true}))),
				open,
			],
			'it is gone and comes back as it was': [open, doubted, open, doubted, open],
			'it counts backwards': [born(9000, open), born(8000, open)],
		},
	},
	cgnat_cleared: {
		happens: [translated, open],
		flapping: [2, [translated, open, open, translated, open]],
		twins: {
			'the machine that polls starts anew': [translated, restarted(translated)],
			'polls are missed': [translated, later(translated)],
			'polls fail': [translated, failed, failed, translated],
			'a counter is reset': [
				has('100.64.0.9', {cgnat: true, rx_bytes: 900n}),
				has('100.64.0.9', {cgnat: true, rx_bytes: 0n}),
			],
			'the device starts anew': [born(9000, translated), born(30, gone), translated],
			'it is gone and comes back as it was': [doubted, open, doubted, open, doubted],
			'it counts backwards': [born(9000, translated), born(8000, translated)],
		},
	},
	gateway_down: edge(gate(true), gate(false), gate(undefined), [gate(true, {rtt_seconds: 1}), gate(true)]),
	gateway_up: edge(gate(false), gate(true), gate(undefined), [gate(false, {loss_ratio: 1}), gate(false)]),
	interface_down: edge(eth(true), eth(false), says(port({rx_bytes: 1n})), [
		eth(true, {rx_bytes: 900n}),
		eth(true, {rx_bytes: 0n}),
	]),
	interface_up: edge(eth(false), eth(true), says(port({rx_bytes: 1n})), [
		eth(false, {rx_bytes: 900n}),
		eth(false, {rx_bytes: 0n}),
	]),
	unreachable: {
		happens: [{}, failed, failed, failed],
		flapping: [2, [{}, failed, failed, failed, failed, {}, failed, failed, {}, failed, failed, failed]],
		twins: {
			'the machine that polls starts anew': [failed, failed, restarted({}), failed],
			'polls are missed': [{}, failed, later({}), later(failed), {}],
			'polls fail': [{}, failed, failed, {}, failed, failed, {}],
			'a counter is reset': 'it counts nothing',
			'the device starts anew': [born(9000, {}), failed, failed, born(40, {})],
			'it is gone and comes back as it was': [{}, failed, {}, failed, {}, failed, {}, failed],
			'it counts backwards': 'it counts nothing',
		},
	},
	reachable: {
		happens: [failed, failed, failed, {}],
		flapping: [2, [failed, failed, failed, {}, {}, failed, {}, failed, failed, failed, {}]],
		twins: {
			'the machine that polls starts anew': [failed, failed, failed, restarted(failed)],
			'polls are missed': [{}, later({}), later({})],
			'polls fail': [{}, failed, failed, {}, failed, {}],
			'a counter is reset': 'it counts nothing',
			'the device starts anew': [born(9000, {}), failed, born(40, {})],
			'it is gone and comes back as it was': [failed, {}, failed, {}],
			'it counts backwards': 'it counts nothing',
		},
	},
}

describe.each(Object.entries(table))('%s', (kind, {happens, flapping, twins}) => {
	const times = (steps: readonly Step[]) =>
		kindsOf(steps)
			.flat()
			.filter(found => found === kind).length

	it('is told when it happens, and not before', () => {
		expect(kindsOf(happens).map(found => found.includes(kind))).toEqual(
			happens.map((_step, index) => index === happens.length - 1),
		)
	})

	it('is not told by the first poll', () => {
		expect(times(happens.slice(-1))).toBe(0)
	})

	it('is not told again while it lasts', () => {
		const last = happens.slice(-1)
		expect(times([...happens, ...last.map(step => ({...step, after: 1})), failed, ...last])).toBe(1)
	})

	it('is told once each time where it flaps', () => {
		const [often, steps] = flapping
		expect(times(steps)).toBe(often)
	})

	it.each(TWINS.filter(twin => typeof twins[twin] !== 'string'))('is not told when %s', twin => {
		const steps = twins[twin]
		expect(typeof steps === 'string' ? 0 : times(steps)).toBe(0)
	})
})
