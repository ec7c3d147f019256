import {beforeAll, describe, expect, it} from 'vitest'
import {type KindName, kindNames, kinds} from '../../../src/events/kinds.ts'
import {folder} from '../../folder.ts'
import {discordProblem, type HttpReceiver, startHttp} from '../../simulators/receivers.ts'
import {installed} from '../installed.ts'
import {linestat} from '../program.ts'
import {type Rsyslogd, startRsyslogd} from '../servers/rsyslogd.ts'
import {plays} from './plays.ts'

const rsyslogd = installed('rsyslogd')

/** What was printed, and what has arrived where. */
const PLACES = ['told', 'udp', 'tcp', 'chat'] as const
type Found = Readonly<Record<(typeof PLACES)[number], readonly string[]>>

describe.runIf(rsyslogd.here)(`events of the built program${rsyslogd.note}`, () => {
	let log: Rsyslogd
	let chat: HttpReceiver
	let logged = 0
	const all: Found[] = []
	beforeAll(async () => {
		log = await startRsyslogd()
		chat = await startHttp(discordProblem)
		return async () => {
			await log[Symbol.asyncDispose]()
			await chat[Symbol.asyncDispose]()
		}
	})

	/** The kinds that have arrived since the last time, once there are so many. */
	async function arrived(count: number): Promise<Omit<Found, 'told'>> {
		const messages = (await log.until(logged + 2 * count)).slice(logged)
		logged += messages.length
		const through = (input: string) =>
			messages.filter(one => one.input === input).map(({sd}) => / kind="(\w+)"/.exec(sd)?.[1] ?? sd)
		const titles = chat.got
			.splice(0)
			.flatMap(body => JSON.parse(body).embeds.map(({title}: {title: string}) => title))
		const byTitle = new Map<string, string>(kindNames.map(kind => [kinds[kind].title, kind]))
		return {
			udp: through('imudp').sort(),
			tcp: through('imtcp').sort(),
			chat: titles.map((title: string) => byTitle.get(title) ?? title).sort(),
		}
	}

	it.each(Object.keys(plays))(
		'%s: each is printed, logged over UDP and TCP, and posted, once',
		async name => {
			const targets = {
				udp: {type: 'syslog', address: `127.0.0.1:${log.udp}`},
				tcp: {type: 'syslog', address: `127.0.0.1:${log.tcp}`, protocol: 'tcp'},
				chat: {type: 'discord', url_file: 'url'},
			}
			const dir = folder({
				'linestat.yaml': JSON.stringify({notify: targets}),
				url: `http://127.0.0.1:${chat.port}/api/webhooks/1/sEcReT\n`,
			})
			await using play = await plays[name]?.(dir)
			if (play === undefined) throw new Error(`There is no ${name}`)
			const common = ['--config', `${dir}/linestat.yaml`, '--state-dir', dir]
			const env = {PATH: process.env.PATH ?? '', ...play.env}
			const told: KindName[] = []
			for (const {what, happens, argv, more = [], status: expected = 0, tells} of play.scenes) {
				happens?.()
				const ran = await linestat([...(argv ?? [...play.argv, ...more]), ...common], {env})
				expect({what, status: ran.status, stderr: expected === 0 ? ran.stderr : ''}).toEqual({
					what,
					status: expected,
					stderr: '',
				})
				const printed = [...ran.stdout.matchAll(/^linestat_event,.*?kind=(\w+)/gm)].map(([, kind]) => kind)
				expect({what, printed: printed.sort()}).toEqual({
					what,
					printed: argv === undefined ? tells.toSorted() : [],
				})
				told.push(...tells)
			}
			const found = {told: told.sort(), ...(await arrived(told.length))}
			all.push(found)
			expect(found).toEqual({told, udp: told, tcp: told, chat: told})
		},
	)

	it.each(kindNames)('%s was caused by a device, and has arrived everywhere as often', kind => {
		const counts = PLACES.map(place => all.flatMap(found => found[place]).filter(one => one === kind).length)
		expect(counts[0], `no play in test/e2e/events/plays.ts tells ${kind}`).toBeGreaterThan(0)
		expect(new Set(counts).size).toBe(1)
	})

	it('nothing has come late', async () => {
		expect(await log.until(logged)).toHaveLength(logged)
		expect(chat.got).toEqual([])
	})
})
