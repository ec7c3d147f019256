import {describe, expect, it} from 'vitest'
import type {FieldSpec, Measurement} from '../../../src/metrics/model.ts'
import {infoName, prometheusName, stemOf, unitOf} from '../../../src/metrics/names.ts'

const gauge: FieldSpec = {type: 'gauge', value: 'float', help: ''}
const counter: FieldSpec = {type: 'counter', value: 'int', help: ''}
const info: FieldSpec = {type: 'info', help: ''}
const xdsl: Measurement = {name: 'xdsl', help: '', tags: {}, fields: {}}

it.each([
	['uptime_seconds', 's'],
	['rx_bytes', 'B'],
	['rate_bps', 'bit/s'],
	['snr_margin_db', 'dB'],
	['tx_power_dbm', 'dBm'],
	['qln_dbm_hz', 'dBm/Hz'],
	['temperature_celsius', '°C'],
	['fan_rpm', 'rpm'],
	['inp_symbols', 'symbols'],
	['lsymb_bits', 'bit'],
	['loss_ratio', ''],
	['since', 'Unix s'],
	['points', ''],
])('the unit of %s is "%s"', (name, unit) => {
	expect(unitOf(name, gauge)).toBe(unit)
})

it('takes the unit that a field states', () => {
	expect(unitOf('rate_down', {type: 'gauge', value: 'float', help: '', unit: 'kbit/s'})).toBe('kbit/s')
})

describe('stem', () => {
	it.each([
		['snr_margin_db', gauge, 'snr margin'],
		['uptime_seconds', gauge, 'uptime'],
		['qln_dbm_hz', gauge, 'qln'],
		['errored_seconds', counter, 'errored seconds'],
		['rx_bytes', counter, 'rx bytes'],
		['modem_vendor', info, 'modem vendor'],
		['since', gauge, 'since'],
	] as const)('of %s', (name, spec, stem) => {
		expect(stemOf(name, spec)).toBe(stem)
	})
})

it('makes Prometheus names of measurement and field', () => {
	expect(prometheusName(xdsl, 'snr_margin_db', gauge)).toBe('xdsl_snr_margin_db')
	expect(prometheusName(xdsl, 'crc_errors', counter)).toBe('xdsl_crc_errors_total')
	expect(infoName(xdsl)).toBe('xdsl_info')
})
