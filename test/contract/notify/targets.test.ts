import {expect, it} from 'vitest'
import {kindNames} from '../../../src/events/kinds.ts'
import {folder} from '../../folder.ts'
import {run} from '../../run.ts'

/** `config check` of a file whose `notify` has the target `t` with these keys. A `^` stands before each mistake. */
async function check(target: string, files: Readonly<Record<string, string>> = {}) {
	const marked = `notify:\n  t: ${target}\n`
	const dir = folder({'linestat.yaml': marked.replaceAll('^', ''), ...files})
	const {status, stdout, stderr} = await run(['config', 'check', `${dir}/linestat.yaml`])
	const lines = stderr.replaceAll(`${dir}/`, '').split('\n').filter(Boolean)
	const places = marked.split('\n').flatMap((line, index) =>
		line
			.split('^')
			.slice(0, -1)
			.map((_, nth, parts) => `${index + 1}:${parts.slice(0, nth + 1).join('').length + 1}`),
	)
	expect(lines.map(line => /^E! linestat\.yaml:(\d+:\d+): /.exec(line)?.[1])).toEqual(places)
	return {status, stdout, lines}
}

const types = 'Accepted: syslog, discord, webhook, exec.'

const missing = (key: string, type: string) =>
	`The key "${key}" is missing in the ${type} notification target. `

it.each([
	['^{}', 'The key "type" is missing. ', types],
	['^{address: loghost}', 'The key "type" is missing. ', types],
	['^loghost', 'The key "type" is missing. ', types],
	['{type: ^telegram}', '"telegram" is no type of notification target. ', types],
	['{type: ^sylog}', '"sylog" is no type of notification target (did you mean "syslog"?). ', types],
	[
		'^{type: syslog}',
		missing('address', 'syslog'),
		'Accepted: address (syslog: host[:port] (default port: 514',
	],
	['{type: syslog, address: ^x:99999}', 'Wrong value for "address": ', 'use a number from 1 to 65535'],
	['{type: syslog, address: x, protocol: ^udp6}', 'Wrong value ', 'is not one of udp, tcp, tls'],
	[
		'{type: syslog, address: x, ^url: y}',
		'Unknown key "url" in the syslog',
		'format, framing, facility, ca_file.',
	],
	['^{type: discord}', missing('url_file', 'discord'), 'Accepted: url_file ('],
	['{type: discord, url_file: f, mention: ^bob}', 'Wrong value ', 'as in 123456789012345678'],
	['^{type: webhook}', missing('url" or "url_file', 'webhook'), 'Accepted: url ('],
	['{type: webhook, url: ^ftp://x}', 'Wrong value for "url": ', 'begins with https:// or http://'],
	['^{type: exec}', missing('command', 'exec'), 'Accepted: command ('],
	['^{type: exec, command: []}', missing('command', 'exec'), 'Accepted: command ('],
	['{type: exec, command: x, kinds: [^sync_loss]}', 'Wrong value ', `is not one of ${kindNames.join(', ')}`],
	['{type: exec, command: x, except: ^storm}', 'Wrong value ', `is not one of ${kindNames.join(', ')}`],
	['{type: exec, command: x, quiet: ^25:00-7}', 'Wrong value ', 'use from-to, as in 22:00-07:00'],
	['{type: exec, command: x, storm: ^0}', 'Wrong value ', 'use a whole number from 1'],
	['{type: exec, command: x, timeout: ^0}', 'Wrong value ', 'use 500ms, 4s, 1.5m, 2h or 7d'],
])('config check refuses %s', async (target, mistake, accepted) => {
	const {status, stdout, lines} = await check(target)
	expect({status, stdout}).toEqual({status: 6, stdout: ''})
	expect(lines[0]).toContain(`: ${mistake}`)
	expect(lines[0]).toContain(accepted)
})

it('config check finds every mistake, in the order of the lines', async () => {
	const {lines} = await check(
		'^{type: syslog}\n  u: ^{type: webhook, timeout: ^never}\n  v: ^{type: exec, storm: ^x}',
	)
	expect(lines).toHaveLength(5)
})

it.each([
	['{type: discord, url_file: ^none}', 't: Cannot open the secret file none: ENOENT'],
	['{type: discord, url_file: ^secret}', 't: What stands in secret cannot be used: it is no URL'],
	['{type: webhook, url: "https://x", token_file: ^none}', 't: Cannot open the secret file none'],
	['{type: syslog, address: x, ca_file: ^none}', 't: Cannot read the certificate authorities in none'],
])('config check reads the files of %s', async (target, problem) => {
	const {status, stdout, lines} = await check(target, {secret: 'hunter2\n'})
	expect({status, stdout}).toEqual({status: 6, stdout: ''})
	expect(lines[0]).toContain(`: ${problem}`)
	expect(lines.join()).not.toContain('hunter2')
})

it('config check lists the targets, without what is secret', async () => {
	const secret = 'http://127.0.0.1:1/api/webhooks/1/sEcReT\n'
	const target = '{type: discord, url_file: u}\n  w: {type: webhook, url: "https://x/y?key=sEcReT"}'
	const {status, stdout} = await check(target, {u: secret})
	expect(status).toBe(0)
	expect(stdout).toMatch(/notification targets:\n {2}t {2}discord {2}\S+\/u\n {2}w {2}webhook\n$/)
})

it.each([
	['^{type: discord, url: ^"https://discord.com/api/webhooks/1/sEcReT"}', 'url_file'],
	['{type: webhook, url_file: f, token: ^sEcReT}', 'token_file'],
])('config check refuses the secret in %s, and does not repeat it', async (target, instead) => {
	const {status, lines} = await check(target)
	expect(status).toBe(6)
	expect(lines.at(-1)).toMatch(
		new RegExp(`A secret does not belong into this file: .* name that under "${instead}"`),
	)
	expect(lines.join()).not.toContain('sEcReT')
})

it('a mistake ends a poll with the place where it is, as all others of the file do', async () => {
	const dir = folder({'linestat.yaml': 'notify:\n  log: {type: syslog}\n'})
	const {status, stderr} = await run(['ifstat', 'lo', '--config', `${dir}/linestat.yaml`])
	expect(status).toBe(6)
	expect(stderr).toMatch(/^E! .*linestat\.yaml:2:8: The key "address" is missing/)
})
