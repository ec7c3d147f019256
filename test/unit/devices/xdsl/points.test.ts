import {expect, it} from 'vitest'
import {xdslDirection, xdslLine} from '../../../../src/devices/xdsl/metrics.ts'
import {xdslPoints} from '../../../../src/devices/xdsl/points.ts'
import {encodeInflux} from '../../../encoded.ts'

it('prints the line, both directions, intervals and bins', () => {
	const points = xdslPoints({
		name: '0',
		line: {up: true, state: 'showtime', uptime_seconds: 100n},
		down: {rate_bps: 107_737_000n, snr_margin_db: 17, crc_errors: 0n, retransmission: true},
		up: {tx_power_dbm: -4.8},
		intervals: [{interval: '15m', direction: 'down', fields: {elapsed_seconds: 184n, crc_errors: 2n}}],
		bins: [
			{direction: 'up', tone: 7, fields: {bits: 2n}},
			{direction: 'down', band: 'D1', fields: {snr_db: 40.5}},
		],
	})
	expect(encodeInflux(points)).toBe(
		`xdsl,line=0 state="showtime",up=1i,uptime_seconds=100i
xdsl,direction=down,line=0 crc_errors=0i,rate_bps=107737000i,retransmission=1i,snr_margin_db=17
xdsl,direction=up,line=0 tx_power_dbm=-4.8
xdsl_interval,direction=down,interval=15m,line=0 crc_errors=2i,elapsed_seconds=184i
xdsl_bins,direction=up,line=0,tone=7 bits=2i
xdsl_bins,band=D1,direction=down,line=0 snr_db=40.5
`,
	)
})

it('prints nothing for a line of which nothing is known', () => {
	expect(xdslPoints({})).toEqual([])
})

it('keeps state and counters of a line that is down, and leaves out what only showtime has', () => {
	const points = xdslPoints({
		line: {up: false, state: 'training', uptime_seconds: 0n, resyncs: 4n, power_state: 'L3'},
		down: {rate_bps: 0n, snr_margin_db: 0, attenuation_db: 0, tx_power_dbm: 0, errored_seconds: 7n},
		up: {rate_bps: 0n},
		bins: [{direction: 'up', tone: 7, fields: {bits: 0n}}],
	})
	expect(encodeInflux(points)).toBe(
		`xdsl power_state="L3",resyncs=4i,state="training",up=0i
xdsl,direction=down errored_seconds=7i
`,
	)
})

it('has no field in both the line and its directions, which share a name', () => {
	const line = Object.keys(xdslLine.fields)
	expect(Object.keys(xdslDirection.fields).filter(name => line.includes(name))).toEqual([])
})
