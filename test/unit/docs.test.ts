import {describe, expect, it} from 'vitest'
import {fill} from '../../scripts/pages/markdown.ts'
import {renderMeasurements} from '../../scripts/pages/metrics.ts'
import {renderOptions} from '../../scripts/pages/options.ts'
import {pages, readPage} from '../../scripts/pages/pages.ts'
import {defineDevice} from '../../src/devices/device.ts'

it.each([...(await pages())])('%s is what the code says; if it is not, run: npm run docs', (file, text) => {
	expect(readPage(file)).toBe(text)
})

const bell = defineDevice({
	name: 'bell',
	summary: 'a bell',
	examples: [['linestat bell', 'ring']],
	options: {
		dialPort: {value: 'port', help: 'where it listens', default: 23},
		wait: {value: 'duration', help: 'longest wait (default: 4s)', default: 4000},
		tone: {value: 'name', help: 'its tone', choices: ['low', 'high'], many: true, env: false, config: false},
		loud: {help: 'ring a|b', short: 'l'},
		old: {help: 'not shown', hidden: true},
	},
	secrets: {password: {help: 'login password'}},
	measurements: [],
	source: () => 'x',
	load: async () => ({poll: async () => {}}),
})

it('tells flag, environment, key, default and help of every option and secret', () => {
	expect(renderOptions(bell.options, bell).split('\n').slice(2)).toEqual([
		'| `--dial-port <port>` | `LINESTAT_BELL_DIAL_PORT` | `dial_port` | `23` | Where it listens. |',
		'| `--wait <duration>` | `LINESTAT_BELL_WAIT` | `wait` | 4s | Longest wait. |',
		'| `--tone <name>` | – | – | – | Its tone: `low`, `high` (repeatable). |',
		'| `-l, --loud` | `LINESTAT_BELL_LOUD` | `loud` | – | Ring a\\|b. |',
		'| `--password-file <file>` | `LINESTAT_BELL_PASSWORD` or `LINESTAT_BELL_PASSWORD_FILE` | `password_file` | – | File with the login password. |',
	])
})

it('tells tags, types, units and Prometheus names of every field', () => {
	const measurement = {
		name: 'line',
		help: 'A line.',
		tags: {source: 'The device.'},
		fields: {
			rx_bytes: {type: 'counter', value: 'int', help: 'Received.'},
			up: {type: 'gauge', value: 'flag', help: 'Up.'},
			snr_margin_db: {type: 'gauge', value: 'float', help: 'Margin.'},
			state: {type: 'info', help: 'State.'},
			note: {type: 'text', help: 'Note.'},
		},
	} as const
	const rendered = renderMeasurements([measurement, measurement], '##')
	expect(rendered.split('\n').filter(line => line !== '')).toEqual([
		'## line',
		'A line.',
		'Tags:',
		'- `source`: The device.',
		'| Field | Type | Unit | Prometheus | Meaning |',
		'| --- | --- | --- | --- | --- |',
		'| `rx_bytes` | counter, int | B | `line_rx_bytes_total` | Received. |',
		'| `up` | 0 or 1 |  | `line_up` | Up. |',
		'| `snr_margin_db` | float | dB | `line_snr_margin_db` | Margin. |',
		'| `state` | text |  | label of `line_info` | State. |',
		'| `note` | text |  | left out | Note. |',
	])
})

describe('fill', () => {
	it('replaces what is between the markers, and only that', () => {
		const page = 'a\n<!-- x -->\nold\n<!-- /x -->\nb\n'
		expect(fill(page, 'x', 'new')).toBe('a\n<!-- x -->\n\nnew\n\n<!-- /x -->\nb\n')
		expect(fill(fill(page, 'x', 'new'), 'x', 'new')).toBe(fill(page, 'x', 'new'))
	})

	it('says which markers are missing', () => {
		expect(() => fill('a', 'x', 'new')).toThrow('"<!-- x -->"')
	})
})
