import fs from 'node:fs'
import {expect, it} from 'vitest'
import {parse} from 'yaml'
import {kindNames} from '../../src/events/kinds.ts'
import {limit, limitsOf} from '../../src/events/limits.ts'
import {eventPoint} from '../../src/events/note.ts'
import {messagesOf} from '../../src/notify/messages.ts'
import {rfc5424} from '../../src/notify/syslog/format.ts'
import {messageJson} from '../../src/notify/webhook.ts'
import {encodeInflux} from '../encoded.ts'
import {folder} from '../folder.ts'
import {run} from '../run.ts'
import {startHttp, startUdp} from '../simulators/receivers.ts'
import {handClock, openTestState} from '../state.ts'

const page = fs.readFileSync('docs/events.md', 'utf8')
/** The text of the blocks in this language; without one, what is in plain fences. */
const blocks = (language = ''): string[] =>
	[...page.matchAll(/^```(\w*)\n(.*?)^```$/gms)]
		.filter(([, is]) => is === language)
		.map(([, , text = '']) => text)
const [example = ''] = blocks('yaml')

const sync = {
	id: 1,
	kind: 'sync_lost',
	device: 'draytek',
	source: '192.168.1.1',
	subject: {},
	time: Date.parse('2026-01-01T00:02:00Z'),
	from: 'showtime',
	to: 'training',
	message: 'The line of draytek 192.168.1.1 lost sync',
	deliveries: {},
}
const gateway = {
	id: 2,
	kind: 'gateway_down',
	device: 'pfsense',
	source: 'fw',
	subject: {gateway: 'WAN_DHCP'},
	time: Date.parse('2026-01-01T00:01:00Z'),
	from: 'up',
	to: 'down',
	message: 'The gateway WAN_DHCP of pfsense fw went down',
	count: 1,
	deliveries: {},
}

/** The example as it could be installed, with targets of the test. */
function installed(more: Readonly<Record<string, string>> = {}): string {
	const dir = folder({'hook.token': 'secret\n', 'discord.url': 'https://127.0.0.1/x\n', ...more})
	fs.writeFileSync(`${dir}/linestat.yaml`, example.replaceAll('/etc/linestat/', `${dir}/`))
	return dir
}

it('its configuration is right, as config check says', async () => {
	const {status, stdout, stderr} = await run(['config', 'check', `${installed()}/linestat.yaml`])
	expect({status, stderr}).toEqual({status: 0, stderr: ''})
	expect(stdout).toMatch(/loghost +syslog\n +chat +discord +\S+\n +hook +webhook +\S+\n +script +exec\n$/)
})

it('its limits are the defaults', () => {
	const {events} = parse(example)
	expect(limitsOf(events.error_burst.map(limit))).toEqual(limitsOf([]))
	expect(events.error_burst).toHaveLength(limitsOf([]).length)
})

it('names every kind of event', () => {
	const table = page.slice(page.indexOf('## Kinds'), page.indexOf('## Configuration'))
	for (const kind of kindNames.filter(one => one !== 'test')) expect(table).toContain(`\`${kind}\``)
})

it('linestat notify test says what it says there', async () => {
	await using udp = await startUdp()
	await using http = await startHttp()
	const dir = installed({'discord.url': `http://127.0.0.1:${http.port}/x\n`})
	const file = `${dir}/linestat.yaml`
	fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('192.0.2.10', `127.0.0.1:${udp.port}`))
	const block = blocks().find(text => text.startsWith('$ linestat notify test')) ?? ''
	const [command = '', ...lines] = block.trimEnd().split('\n')
	const {status, stdout} = await run([...command.split(' ').slice(2), '--config', file])
	expect(status).toBe(0)
	const said = stdout.replace(`127.0.0.1:${udp.port}`, '192.0.2.10:514').trimEnd().split('\n')
	expect(said.sort()).toEqual(lines.sort())
})

it('linestat events says what it says there', async () => {
	const block = blocks().find(text => text.startsWith('$ linestat events')) ?? ''
	const [command = '', ...lines] = block.trimEnd().split('\n')
	const dir = folder()
	const {state} = await openTestState(dir)
	const back = {...gateway, kind: 'gateway_up', time: gateway.time + 300_000}
	const message = 'The gateway WAN_DHCP of pfsense fw is up again after 5 min'
	await state.transaction(({events}) => {
		events.add(gateway)
		events.add({...back, message})
	})
	const io = {clock: handClock('2026-01-01T00:10:00Z'), stdout: {isTTY: true, columns: 200}}
	const {stdout} = await run([...command.split(' ').slice(2), '--state-dir', dir], {io})
	expect(stdout).toBe(`${lines.join('\n')}\n`)
})

it('its messages are what is sent and printed', () => {
	const [json = ''] = blocks('json')
	expect(JSON.parse(json)).toEqual(
		JSON.parse(JSON.stringify(messageJson(messagesOf([gateway], 5, 0)[0] as never))),
	)
	const [message] = messagesOf([sync], 5, 0)
	if (message === undefined) throw new Error('no message')
	const words = page.replace(/\s+/g, ' ')
	expect(words).toContain(rfc5424(message, {host: 'gw', pid: 4711, facility: 16}))
	const at = BigInt(sync.time) * 1_000_000n
	expect(page).toContain(encodeInflux([eventPoint(sync, {}, at)]))
})
