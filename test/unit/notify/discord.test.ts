import fc from 'fast-check'
import {expect, it} from 'vitest'
import {type KindName, kindNames} from '../../../src/events/kinds.ts'
import {discordBody} from '../../../src/notify/discord.ts'
import type {Message} from '../../../src/notify/target.ts'
import {discordProblem} from '../../simulators/receivers.ts'

function message(
	kind: string,
	text = 'Something happened',
	more: Partial<Message['events'][number]> = {},
): Message {
	const event = {
		id: 1,
		kind,
		device: 'fake',
		source: 'box',
		subject: {},
		time: 0,
		message: text,
		deliveries: {},
	}
	return {kind, text, time: 0, count: 1, events: [{...event, ...more}]}
}

/** What each kind looks like; a kind without a colour does not compile. */
const COLOURS: Readonly<Record<KindName, 'red' | 'green' | 'blue'>> = {
	sync_lost: 'red',
	sync_gained: 'green',
	resync: 'red',
	error_burst: 'red',
	wan_ip_changed: 'blue',
	cgnat_detected: 'red',
	cgnat_cleared: 'green',
	gateway_down: 'red',
	gateway_up: 'green',
	interface_down: 'red',
	interface_up: 'green',
	unreachable: 'red',
	reachable: 'green',
	exporter_down: 'red',
	exporter_up: 'green',
	exporter_vanished: 'blue',
	action: 'blue',
	test: 'blue',
}
const VALUES = {red: 0xe60000, green: 0x00e600, blue: 0x1290d2}

it.each(kindNames)('%s has its colour, and a mention if it is red', kind => {
	const {embeds, content} = discordBody([message(kind)], '123456789012345678')
	expect(embeds[0]?.color).toBe(VALUES[COLOURS[kind]])
	expect(content).toBe(COLOURS[kind] === 'red' ? '<@123456789012345678>' : undefined)
})

it('a storm has the colour of the worst in it', () => {
	const storm = (kinds: readonly string[]) => ({
		...message('storm'),
		events: kinds.flatMap(kind => message(kind).events),
	})
	expect(discordBody([storm(['sync_gained', 'sync_lost'])], undefined).embeds[0]?.color).toBe(VALUES.red)
})

it('is taken by Discord, and mentions nobody, whatever a device says', () => {
	const nasty = fc.oneof(
		fc.string({maxLength: 3000}),
		fc.string({unit: 'binary', maxLength: 3000}),
		fc.constantFrom('@everyone', '<@1>', '*'.repeat(5000), '\ud83d'.repeat(300), '\n'),
	)
	const one = fc
		.tuple(fc.constantFrom(...kindNames), nasty, nasty, nasty, nasty)
		.map(([kind, text, from, to, source]) => message(kind, `x${text}`, {from, to, source}))
	fc.assert(
		fc.property(fc.array(one, {minLength: 1, maxLength: 10}), messages => {
			const body = discordBody(messages, undefined)
			expect(discordProblem(JSON.stringify(body))).toBeUndefined()
			expect(body).not.toHaveProperty('content')
			expect(body.allowed_mentions).toEqual({parse: [], users: []})
			expect(JSON.stringify(body).isWellFormed()).toBe(true)
		}),
	)
})
