import {describe, expect, it} from 'vitest'
import {parseBroadcom} from '../../../../src/devices/modem/broadcom/answer.ts'
import {currentOnly} from '../../../../src/devices/modem/current.ts'
import {parseOpenwrt} from '../../../../src/devices/modem/openwrt/answer.ts'
import type {Reading} from '../../../../src/devices/modem/reading.ts'
import {parseTechnicolor} from '../../../../src/devices/modem/technicolor/answer.ts'
import {zteLine} from '../../../../src/devices/modem/zte/line.ts'
import {readPage} from '../../../../src/devices/modem/zte/page.ts'
import {zteWan} from '../../../../src/devices/modem/zte/wan.ts'
import {modemFixture} from '../../../fixtures/modem.ts'

const parseZte = (page: string): Reading => ({lines: [zteLine(readPage(page))], wans: []})

const answerOf = (name: string): string => [...modemFixture(name).answers.values()][0] ?? ''

/** Fields that have a value. */
const told = (fields: object | undefined): object =>
	Object.fromEntries(Object.entries(fields ?? {}).filter(([, value]) => value !== undefined))

describe('technicolor', () => {
	const parameters = (values: Readonly<Record<string, string>>): string =>
		Object.entries(values)
			.map(([name, value]) => `sys.class.xdsl.@line0.${name} [string] = ${value}\n`)
			.join('')
	const line = (values: Readonly<Record<string, string>>) => parseTechnicolor(parameters(values)).lines[0]

	it.each([
		[
			{Status: 'NoSignal', LinkStatus: 'Showtime'},
			{up: false, state: 'down'},
		],
		[
			{Status: 'Up', LinkStatus: 'Idle'},
			{up: true, state: 'showtime'},
		],
		[{LinkStatus: 'Showtime'}, {up: true, state: 'showtime'}],
		[{LinkStatus: 'G.994 Training'}, {up: false, state: 'handshake'}],
		[{LinkStatus: 'G.992 Message Exchange'}, {up: false, state: 'training'}],
		[{Status: 'EstablishingLink'}, {up: false, state: 'handshake'}],
		[{Status: 'Disabled'}, {up: false, state: 'disabled'}],
		[{Status: 'Error'}, {up: false, state: 'error'}],
		[
			{Status: '', LinkStatus: ''},
			{up: false, state: 'unknown'},
		],
	])('%j is %j', (values, expected) => {
		expect(line(values)?.line).toMatchObject(expected)
	})

	it.each([
		['Profile 17a', '17a'],
		['Profile BrcmPriv1', '35b'],
		['35B', '35b'],
		['N/A', undefined],
		['', undefined],
	])('reads the profile %j as %s', (text, expected) => {
		const answer = `${parameters({Status: 'Up', ModulationType: 'VDSL2'})}rpc.xdslctl.DslProfile [string] = ${text}\n`
		expect(parseTechnicolor(answer).lines[0]?.line?.profile).toBe(expected)
	})

	it('does not mind prompts, carriage returns, order and types', () => {
		const answer = answerOf('technicolor-17.2--17a')
		const lines = answer.trimEnd().split('\n').reverse()
		const torn = lines.map(one => `transformer> transformer> ${one.replace(/\[\w+\]/, '[x]')}\r\n`).join('')
		expect(parseTechnicolor(torn)).toEqual(parseTechnicolor(answer))
	})

	it('keeps a value with an equals sign in one piece', () => {
		expect(line({Status: 'Up', XTUCVendor: 'A = B'})?.line?.dslam_vendor).toBe('A = B')
	})
})

describe('broadcom', () => {
	it('reads blanks for tabs, and carriage returns', () => {
		const answer = answerOf('broadcom-dsl-g225--17a-ginp')
		const other = answer.replace(/\t+/g, '    ').replaceAll('\n', '\r\n')
		expect(parseBroadcom(other)).toEqual(parseBroadcom(answer))
	})

	it.each([
		['Idle', 'idle'],
		['G.994 Training', 'handshake'],
		['G.992 Started', 'training'],
		['G.992 Channel Analysis', 'training'],
		['G.993 Message Exchange', 'training'],
		['Disabled', 'disabled'],
		['', 'unknown'],
	])('the status %j is %s, and nothing of the sync before is left', (status, state) => {
		const answer = answerOf('broadcom-dsl-g225--17a-ginp').replace('Status: Showtime', `Status: ${status}`)
		const [dsl] = parseBroadcom(answer).lines.map(currentOnly)
		expect(dsl?.line).toMatchObject({up: false, state, mode: undefined, profile: undefined})
		expect(dsl?.down).toEqual({
			fec_errors: 1_253_366n,
			crc_errors: 0n,
			errored_seconds: 0n,
			severely_errored_seconds: 0n,
			unavailable_seconds: 162n,
			los_seconds: 0n,
			lof_seconds: 0n,
			lom_seconds: 0n,
		})
		expect(dsl?.intervals?.map(({interval}) => interval)).not.toContain('showtime')
	})

	it('leaves out the attenuation that is not computed, and no other 0', () => {
		const answer = answerOf('broadcom-xdslctl--adsl2plus').replace('22.0\t\t 42.1', '0.0\t\t 0.0')
		const [dsl] = parseBroadcom(answer).lines
		expect([dsl?.down?.attenuation_db, dsl?.up?.attenuation_db]).toEqual([0, 0])
		const [vdsl] = parseBroadcom(answerOf('broadcom-dsl-g225--17a-ginp')).lines
		expect(vdsl?.up?.attenuation_db).toBeUndefined()
	})
})

describe('openwrt', () => {
	it.each([
		['Showtime with TC-Layer sync', true, true, 'showtime'],
		['Showtime without TC-Layer sync', false, false, 'showtime without tc-layer sync'],
		['Lowpower L2', false, true, 'showtime'],
		['Lowpower L3', false, false, 'lowpower l3'],
		['Full init', false, false, 'training'],
		['Short init entry', false, false, 'training'],
		['Resync', false, false, 'training'],
		['Exchange', false, false, 'training'],
		['Silent request', false, false, 'handshake'],
		['Idle', false, false, 'idle'],
		['Not initialized', false, false, 'disabled'],
		['Exception', false, false, 'down'],
	])('the state %j with up %s is up %s, %s', (state, up, isUp, expected) => {
		const [dsl] = parseOpenwrt(JSON.stringify({state, up}), 'wan').lines
		expect(dsl?.line).toMatchObject({up: isUp, state: expected})
	})

	it('calls no line down of which the driver says nothing, and takes no value of it for current', () => {
		const {up, state, ...rest} = JSON.parse(answerOf('openwrt-23.05--17a-vectoring').split('\n@@')[0] ?? '')
		expect([up, state]).toEqual([true, 'Showtime with TC-Layer sync'])
		const [dsl] = parseOpenwrt(JSON.stringify(rest), 'wan').lines.map(currentOnly)
		expect(told(dsl?.line)).toEqual({state: 'unknown', power_state: 'L0', firmware: '5.9.1.4.0.7'})
		expect(dsl?.down).toMatchObject({crc_errors: 31n, errored_seconds: 9n})
		expect(Object.keys(dsl?.down ?? {}).filter(name => /_db|_dbm|_bps/.test(name))).toEqual([])
	})

	it.each(['atu_c', 'upstream', 'downstream', 'errors', 'olr', 'mode', 'uptime', 'power_state'])(
		'does without %s',
		group => {
			const {[group]: gone, ...rest} = JSON.parse(
				answerOf('openwrt-23.05--17a-vectoring').split('\n@@')[0] ?? '',
			)
			expect(gone).toBeDefined()
			const whole = parseOpenwrt(answerOf('openwrt-23.05--17a-vectoring'), 'wan').lines[0]
			const [dsl] = parseOpenwrt(JSON.stringify(rest), 'wan').lines
			expect(dsl?.line).toMatchObject({up: true, state: 'showtime'})
			for (const part of ['line', 'down', 'up'] as const) {
				expect(told(whole?.[part])).toMatchObject(told(dsl?.[part]))
			}
		},
	)

	it('takes 127.1 for nothing, and 127.2 for a value', () => {
		const up = {state: 'Showtime with TC-Layer sync', up: true}
		const of = (latn: number) =>
			parseOpenwrt(JSON.stringify({...up, downstream: {latn}}), 'wan').lines[0]?.down?.attenuation_db
		expect([of(127.1), of(127.100_000_4), of(127.2), of(0)]).toEqual([undefined, undefined, 127.2, 0])
	})
})

describe('the WAN connection of a zte', () => {
	const wan = (...list: readonly Readonly<Record<string, string>>[]) =>
		zteWan({instances: list.map(one => ({object: 'ID_WAN_COMFIG', values: new Map(Object.entries(one))}))})
	const management = {WANCName: 'TR069', ConnStatus: 'Connected', IPAddress: '10.1.2.3', UpTime: '9'}
	const internet = {WANCName: 'Internet', ConnStatus: 'Connected', IPAddress: '203.0.113.9', UpTime: '7'}

	it('is the one for the internet', () => {
		expect(wan(management, internet)).toMatchObject([
			{name: 'Internet', fields: {up: true, ipv4: '203.0.113.9', cgnat: false, uptime_seconds: 7n}},
		])
	})

	it('is down without its old address', () => {
		expect(wan(management, {...internet, ConnStatus: 'Connecting'})).toEqual([
			{name: 'Internet', fields: {up: false, uptime_seconds: undefined}},
		])
	})

	it('is the only one that is connected, where no name tells', () => {
		const one = {WANCName: 'omci_ipv4', ConnStatus: 'Connected', IPAddress: '203.0.113.9'}
		expect(wan({...one, IPAddress: '0.0.0.0'}, one)).toMatchObject([{name: 'omci_ipv4'}])
		expect(wan(one, {...one, WANCName: 'other'})).toEqual([])
	})
})

describe('N/A in the place of every number', () => {
	const withoutNumbers = (name: string, number: RegExp) => answerOf(name).replace(number, 'N/A')
	const numbersOf = ({lines, wans}: Reading) =>
		[...lines.flatMap(({down, up}) => [down, up]), ...wans.map(({fields}) => fields)]
			.flatMap(fields => Object.values(fields ?? {}))
			.filter(value => typeof value === 'number' || typeof value === 'bigint')

	it.each([
		['technicolor', 'technicolor-17.2--17a', /(?<=\] = ) *-?[\d.,/NA]+$/gm, parseTechnicolor],
		['broadcom', 'broadcom-dsl-g225--17a-ginp', /(?<=[=\t] *)-?\d[\d.]*(?= Kbps|\t|$)/gm, parseBroadcom],
		['zte', 'zte-h1600-h2640--35b', /(?<=<ParaValue>)-?\d+/g, parseZte],
	] as const)('%s: there is none', (_family, name, number, parse) => {
		expect(numbersOf(parse(answerOf(name))).length).toBeGreaterThan(8)
		expect(numbersOf(parse(withoutNumbers(name, number)))).toEqual([])
	})
})
