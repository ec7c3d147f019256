import type {Parameters} from '../../../../src/devices/fc/rules/parameters.ts'
import type {Files} from './site.ts'

/** Bits per second on each collector at a time: a number or, where the file does not list it, undefined. */
type Script = Readonly<Record<string, (t: number) => readonly (number | undefined)[]>>

/** What the files of a worked example say. */
export interface Scenario {
	readonly name: string
	readonly collectors: number
	readonly script: Script
	/** Collectors that cannot be read at a time. */
	readonly broken?: (t: number) => readonly number[]
	/** The time of the file that a collector shows, where it is not the present. */
	readonly fileTime?: (t: number, collector: number) => number
	readonly parameters?: Partial<Parameters>
}

const from =
	(start: number, end = Number.POSITIVE_INFINITY) =>
	(t: number) =>
		t >= start && t < end
const always = () => [800, 0]
/** Lives on the first collector, but for the time in which it is down; the second lists it with 0. */
const downWhile = (isDown: (t: number) => boolean) => (t: number) => [isDown(t) ? 0 : 800, 0]
const onSecond = (isDown: (t: number) => boolean) => (t: number) => [0, isDown(t) ? 0 : 800]
const never = () => false
const gone = [undefined, undefined]

/** The worked examples in which the clock goes right. */
export const scenarios: readonly Scenario[] = [
	{
		name: 'basic',
		collectors: 2,
		script: {
			e1: downWhile(from(900, 1800)),
			e2: downWhile(from(600, 900)),
			e3: downWhile(() => true),
			e4: downWhile(from(0, 2400)),
			e5: always,
		},
	},
	{
		name: 'moves',
		collectors: 2,
		script: {
			e1: t => (t < 600 ? [800, 0] : [0, 800]),
			e2: t => [t < 1200 ? 800 : 0, t > 1200 ? 800 : 0],
			e3: t => [800, from(900, 1500)(t) ? 640 : 0],
			e6: t => [t < 900 ? 800 : 0, from(900, 2100)(t) ? 800 : 0],
		},
	},
	{
		name: 'gaps',
		collectors: 1,
		script: {
			e1: downWhile(from(900, 6900)),
			e2: downWhile(from(4500, 6900)),
			e3: downWhile(from(2400, 5400)),
		},
	},
	{
		name: 'faults',
		collectors: 2,
		script: {
			e1: downWhile(from(1200, 2100)),
			e2: onSecond(from(900, 2100)),
			e3: downWhile(from(2400, 6600)),
			e4: onSecond(never),
			e6: onSecond(from(4500, 5400)),
		},
		broken: t => [
			...(from(2700, 3900)(t) || t === 6000 ? [0] : []),
			...(t === 900 || t === 1200 || from(4500, 5400)(t) || t === 6000 ? [1] : []),
		],
		fileTime: (t, collector) => (collector === 0 && t === 2400 ? 2100 : t),
	},
	{
		name: 'first',
		collectors: 2,
		script: {e1: downWhile(from(300, 1500)), e2: onSecond(never), e3: always},
		broken: t => (t < 900 ? [1] : []),
	},
	{
		name: 'absent',
		collectors: 2,
		script: {
			e1: t => (from(900, 2400)(t) ? gone : [800, 0]),
			e2: t => (from(900, 1500)(t) ? gone : [from(600, 3600)(t) ? 0 : 800, 0]),
			e3: t => (from(900, 3000)(t) ? gone : [from(600, 3600)(t) ? 0 : 800, 0]),
			e4: t => (from(900, 2400)(t) ? [undefined, 0] : [800, 0]),
			e5: t => (t < 1800 ? gone : [800, 0]),
			e6: t => (t < 1800 ? [800, 0] : gone),
		},
	},
	{
		name: 'month',
		collectors: 1,
		parameters: {maxGap: 9_999_999},
		script: {e1: downWhile(from(3600, 39_600)), e2: downWhile(() => true), e3: always},
	},
]

/** What each collector's file says at a time; undefined where it cannot be read. */
export function filesAt(t: number, {collectors, script, broken, fileTime}: Scenario): Files {
	return Array.from({length: collectors}, (_, collector) => {
		if (broken?.(t).includes(collector)) return undefined
		const rows = Object.entries(script).map(
			([key, bps]) => [key, bps(fileTime?.(t, collector) ?? t)[collector]] as const,
		)
		return Object.fromEntries(rows.filter((row): row is [string, number] => row[1] !== undefined))
	})
}
