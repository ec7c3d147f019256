import {describe, expect, it} from 'vitest'
import {parseCounts} from '../../../../src/devices/draytek/classic/counts.ts'
import {parseMore} from '../../../../src/devices/draytek/classic/more.ts'
import {parseStatus} from '../../../../src/devices/draytek/classic/status.ts'
import {parseSysVersion} from '../../../../src/devices/draytek/classic/system.ts'
import {draytekPoints} from '../../../../src/devices/draytek/points.ts'
import {encodeInflux} from '../../../encoded.ts'
import {draytekFixture} from '../../../fixtures/draytek.ts'

/** The rows that other readers of these devices get wrong, each by name. */
const more = (row: string) =>
	parseMore(`                  Near End        Far End    Note\n${row}\n`).dsl ?? {}
const status = (rows: string) => parseStatus(rows).dsl ?? {}
const vdsl = (power: string) => status(`   Running Mode : 17A   State : SHOWTIME\n   ${power}\n`)

describe('configuration rows', () => {
	it.each([
		['ReTxEnable   :      0               1', {up: {retransmission: false}, down: {retransmission: true}}],
		['Trellis      :      1               0', {up: {trellis: true}, down: {trellis: false}}],
		['NFEC         :     64             239', {up: {nfec_bytes: 64n}, down: {nfec_bytes: 239n}}],
		[
			'InterleaveDelay :      0              62',
			{up: {interleave_delay_seconds: 0}, down: {interleave_delay_seconds: 0.00062}},
		],
		[
			'INTLVDelay   :    150               0',
			{up: {interleave_delay_seconds: 0.0015}, down: {interleave_delay_seconds: 0}},
		],
	])('print upstream first: %s', (row, expected) => {
		expect(more(` ${row}`)).toEqual(expected)
	})

	it('differ from counters, which print downstream first', () => {
		expect(more(' CRC          :    126              31')).toEqual({
			down: {crc_errors: 126n},
			up: {crc_errors: 31n},
		})
	})
})

describe('INP', () => {
	it('is printed in fifths of a symbol', () => {
		const {up, down} = more(' INP          :    230             160 (symbols)')
		expect([up?.inp_symbols, down?.inp_symbols]).toEqual([46, 32])
	})
})

describe('power', () => {
	it('is what "actual PSD" is, in dBm', () => {
		const {down, up} = vdsl('DS actual PSD           :    14. 4 dB    US actual PSD        :     3. 1  dB')
		expect([down?.tx_power_dbm, up?.tx_power_dbm]).toEqual([14.4, 3.1])
	})

	it('is turned round where a VDSL2 modem prints more power upstream', () => {
		const {down, up} = vdsl('DS actual PSD           :     0. 6 dB    US actual PSD        :    12. 5  dB')
		expect([down?.tx_power_dbm, up?.tx_power_dbm]).toEqual([12.5, 0.6])
	})

	it('is not turned round on ADSL', () => {
		const adsl = draytekFixture('vigor2800-3.3.7--adsl2plus').answers.get('adsl status') ?? ''
		const {down, up} = status(adsl)
		expect([down?.tx_power_dbm, up?.tx_power_dbm]).toEqual([11.9, 12.3])
	})

	it('is left out where only one direction can be read: it could be either', () => {
		const {down, up} = vdsl('DS actual PSD           :     0. 6 dB    US actual PSD        :     -----')
		expect([down?.tx_power_dbm, up?.tx_power_dbm]).toEqual([undefined, undefined])
	})
})

describe('tenths', () => {
	it.each([
		['14. 4', 14.4],
		['-4.-8', -4.8],
		['-4.--8', -4.8],
		[' 0.-7', -0.7],
		[' 5.-3', -5.3],
		[' 0. 6', 0.6],
		[' 0. 0', 0],
	])('%j is %d', (printed, value) => {
		const {up} = vdsl(`DS actual PSD           :    20. 0 dB    US actual PSD        :${printed}  dB`)
		expect(up?.tx_power_dbm).toBe(value)
	})
})

describe('down line', () => {
	it.each(['vigor130-3.8.12--ready', 'vigor165-4.2.4--training'])(
		'is a poll that says so, with counters and without zeros: %s',
		name => {
			const {answers} = draytekFixture(name)
			const readings = [
				parseStatus(answers.get('vdsl status') ?? ''),
				parseMore(answers.get('vdsl status more') ?? ''),
				parseCounts(answers.get('vdsl status counts') ?? ''),
			]
			const lines = encodeInflux(draytekPoints(readings)).split('\n')
			expect(lines[0]).toMatch(/^xdsl .*state="(down|training)",up=0i$/)
			expect(lines[1]).toMatch(/^xdsl,direction=down .*errored_seconds=\d+i/)
			expect(lines.filter(line => line.startsWith('xdsl')).join('\n')).not.toMatch(
				/rate_bps|_db|_dbm|inp_|uptime/,
			)
		},
	)

	it('is known by its rates where the state cannot be read', () => {
		const rows =
			'   DS Actual Rate : 0 bps   US Actual Rate : 0 bps\n   NE Current Attenuation : 0 dB   Cur SNR Margin : 0 dB\n'
		expect(status(`${rows}   Xdsl Link Times : 3\n`).down).toEqual({})
	})

	it('has the state of the last command that tells it', () => {
		const before = status('   Running Mode : 17A   State : SHOWTIME\n   DS Actual Rate : 1000 bps\n')
		const after = status('   Running Mode :   State : TRAINING\n   DS Actual Rate : 0 bps\n')
		expect(encodeInflux(draytekPoints([{dsl: before}, {dsl: after}]))).toBe(
			'xdsl mode="G.993.2",profile="17a",state="training",up=0i\n',
		)
	})
})

describe('----', () => {
	it('is no value, never 0', () => {
		expect(more(' AELEM        :      0            ----')).toEqual({down: {aelem: 0n}, up: {}})
		expect(more(' ES           :   ----            ---- (seconds)')).toEqual({down: {}, up: {}})
	})

	it.each(['----', '---', '-', 'N/A', '-1', '4294967295', ''])('nor is %j a counter', cell => {
		expect(status(`   State : SHOWTIME\n   NE CRC Count : ${cell}     FE CRC Count : 7\n`)).toMatchObject({
			down: {crc_errors: undefined},
			up: {crc_errors: 7n},
		})
	})
})

describe('FECS and FEC', () => {
	it('are seconds and corrections', () => {
		expect(more(' FECS         :   318604            590213 (seconds)')).toEqual({
			down: {fec_seconds: 318604n},
			up: {fec_seconds: 590213n},
		})
		const block =
			' [ Counters: Showtime ]\n ElapsedTime  :    60              60 (seconds)\n FEC          :   881234            1234\n'
		expect(parseCounts(block).dsl).toMatchObject({down: {fec_errors: 881234n}, up: {fec_errors: 1234n}})
	})

	it('prints junk of the far end as it stands', () => {
		expect(more(' FECS         :     90         2013748926 (seconds)').up).toEqual({fec_seconds: 2013748926n})
	})
})

describe('counters of 32 bits', () => {
	it('are printed signed', () => {
		const {down, up} = status(
			'   NE Rcvd Cells           :-1503977842       NE Xmitted Cells     : 18730562\n',
		)
		expect([down?.rx_cells, up?.tx_cells]).toEqual([2790989454n, 18730562n])
	})
})

describe('sys version', () => {
	it('takes nothing from the next line for a value that is missing', () => {
		const text = 'Router Model: Vigor2762n    Version:\nProfile version: 4.0.0\nRouter serial no:\nx\n'
		expect(parseSysVersion(text).router).toEqual({model: 'Vigor2762n'})
	})
})
