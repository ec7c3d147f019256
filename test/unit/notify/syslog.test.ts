import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {kindNames} from '../../../src/events/kinds.ts'
import {rfc3164, rfc5424} from '../../../src/notify/syslog/format.ts'
import type {Message} from '../../../src/notify/target.ts'

const sender = {host: 'gw.example', pid: 4711, facility: 16}
const time = Date.parse('2026-01-01T00:15:00.003Z')

function message(more: Partial<Message['events'][number]> = {}): Message {
	const event = {
		id: 1,
		kind: 'exporter_down',
		device: 'fc',
		source: 'site',
		subject: {exporter: '10.20.0.1'},
		from: 'up',
		to: 'down',
		message: '10.20.0.1 went down',
		deliveries: {},
		time,
		...more,
	}
	return {kind: event.kind, text: event.message, time: event.time, count: 1, events: [event]}
}

it('writes RFC 5424', () => {
	expect(rfc5424(message(), sender)).toBe(
		'<132>1 2026-01-01T00:15:00.003Z gw.example linestat 4711 FCDOWN [fc@32473 kind="exporter_down" device="fc" source="site" exporter="10.20.0.1" from="up" to="down"] 10.20.0.1 went down',
	)
})

it('writes what else is known behind what changed, and cuts what no datagram would hold', () => {
	const details = {state: 'down', since: '1767226500', prev_s: '900', collectors: 'fc1,"fc2"', uncertain: '0'}
	const line = rfc5424(message({details, source: `é${'x'.repeat(3000)}`}), sender)
	expect(line).toContain(
		'to="down" state="down" since="1767226500" prev_s="900" collectors="fc1,\\"fc2\\"" uncertain="0"] 10.20.0.1 went down',
	)
	expect(line).toContain(` source="é${'x'.repeat(199)}…" `)
	expect(Buffer.byteLength(line)).toBeLessThan(1000)
})

it('writes a storm with its count', () => {
	const storm = {...message(), kind: 'storm', text: '30 events: 30 exporter_down', count: 30}
	expect(rfc5424(storm, sender)).toBe(
		'<132>1 2026-01-01T00:15:00.003Z gw.example linestat 4711 STORM [linestat@32473 kind="storm" count="30"] 30 events: 30 exporter_down',
	)
})

it('writes RFC 3164 in local time, the day padded with a blank', () => {
	const local = new Date(2026, 0, 1, 0, 15, 7).getTime()
	expect(rfc3164(message({time: local}), sender)).toBe(
		'<132>Jan  1 00:15:07 gw linestat[4711]: 10.20.0.1 went down',
	)
	expect(rfc3164(message({time: new Date(2026, 10, 21, 9, 5, 0).getTime()}), sender)).toContain(
		'>Nov 21 09:05:00 ',
	)
})

it.each([
	['sync_lost', 132],
	['sync_gained', 133],
	['unreachable', 131],
])('%s has the priority %i', (kind, priority) => {
	expect(rfc5424(message({kind}), sender)).toMatch(new RegExp(`^<${priority}>1 `))
})

describe('whatever an event holds', () => {
	/** The grammar of RFC 5424, section 6, with limits. */
	const SD_VALUE = '(?:[^"\\\\\\]]|\\\\["\\\\\\]])*'
	const SD_ID = '[!#-<>-\\\\^-~]{1,32}'
	const GRAMMAR = new RegExp(
		`^<\\d{1,3}>1 \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z [!-~]{1,255} linestat \\d{1,10} [!-~]{1,32} \\[${SD_ID}(?: ${SD_ID}="${SD_VALUE}")*\\] .*$`,
		'u',
	)
	const text = fc.oneof(
		fc.string(),
		fc.string({unit: 'binary'}),
		fc.constantFrom('"', ']', '\\', '\n', 'é"]\\\r\n'),
	)

	it('is a message of the grammar, on one line', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...kindNames),
				text,
				text,
				text,
				text,
				(kind, source, from, value, words) => {
					const event = {kind, source, from, subject: {interface: value}, message: words}
					const line = rfc5424(message(event), sender)
					expect(line).toMatch(GRAMMAR)
					expect(line.isWellFormed()).toBe(true)
				},
			),
		)
	})
})
