import {spawn} from 'node:child_process'
import {once} from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import {freePort} from './ports.ts'
import {untilTrue} from './until.ts'

const PROGRAM = '/usr/sbin/rsyslogd'

/** What rsyslog has read out of one message. */
export interface Logged {
	readonly severity: string
	readonly facility: string
	readonly time: string
	readonly host: string
	readonly program: string
	readonly procid: string
	readonly msgid: string
	readonly sd: string
	readonly message: string
	/** The module that took it: imudp or imtcp. */
	readonly input: string
}

export interface Rsyslogd extends AsyncDisposable {
	readonly udp: number
	readonly tcp: number
	/** Waits until so many messages are in the log. */
	until(count: number): Promise<readonly Logged[]>
}

/** Debian's rsyslog on loopback: takes UDP and TCP, writes what it understood as JSON lines. */
export async function startRsyslogd(): Promise<Rsyslogd> {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-rsyslogd-'))
	const [udp, tcp] = [await freePort(), await freePort()]
	const [file, log] = [path.join(folder, 'rsyslog.conf'), path.join(folder, 'log')]
	fs.writeFileSync(log, '')
	fs.writeFileSync(file, configuration(udp, tcp, log))
	const server = spawn(PROGRAM, ['-n', '-iNONE', '-f', file], {stdio: ['ignore', 'pipe', 'pipe']})
	let said = ''
	for (const stream of [server.stdout, server.stderr]) {
		stream.on('data', (bytes: Buffer) => {
			said += bytes
		})
	}
	const stop = async () => {
		if (server.exitCode === null && server.kill('SIGKILL')) await once(server, 'exit')
		fs.rmSync(folder, {recursive: true, force: true})
	}
	const read = () => fs.readFileSync(log, 'utf8').trimEnd().split('\n').filter(Boolean)
	try {
		// It opens its UDP port before it takes TCP.
		await untilTrue('rsyslogd', async () => {
			const probe = net.connect(tcp, '127.0.0.1')
			await once(probe, 'connect')
			probe.destroy()
			return true
		})
	} catch (error) {
		await stop()
		throw new Error(`rsyslogd did not start: ${said}`, {cause: error})
	}
	return {
		udp,
		tcp,
		async until(count) {
			await untilTrue(`${count} messages in the log`, async () => read().length >= count)
			return read().map(line => JSON.parse(line))
		},
		[Symbol.asyncDispose]: stop,
	}
}

const FIELDS: readonly (readonly [name: keyof Logged, property: string])[] = [
	['severity', 'syslogseverity-text'],
	['facility', 'syslogfacility-text'],
	['time', 'timereported" dateFormat="rfc3339'],
	['host', 'hostname'],
	['program', 'app-name'],
	['procid', 'procid'],
	['msgid', 'msgid'],
	['sd', 'structured-data'],
	['message', 'msg'],
	['input', 'inputname'],
]

const configuration = (udp: number, tcp: number, log: string): string => `
global(workDirectory="${path.dirname(log)}")
module(load="imudp")
module(load="imtcp")
input(type="imudp" address="127.0.0.1" port="${udp}")
input(type="imtcp" address="127.0.0.1" port="${tcp}")
template(name="json" type="list" option.jsonf="on") {
${FIELDS.map(([name, property]) => `	property(outname="${name}" name="${property}" format="jsonf")`).join('\n')}
}
action(type="omfile" file="${log}" template="json")
`
