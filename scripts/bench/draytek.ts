import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import {startVigor, type Vigor} from '../../test/simulators/draytek.ts'
import {emptyScript, type Group, program, workFolder} from './group.ts'
import {type Case, measure} from './measure.ts'

const FIXTURE = 'vigor130-3.8.12--17a'
const LATENCY_MS = 20

/** The same conversation with nothing around it: what Node's sockets and the simulator themselves take. */
const BARE = `
const lines = ['admin', 'secret', 'vdsl status', 'vdsl status more', 'vdsl status counts', 'exit']
let text = ''
require('node:net').connect(Number(process.argv[2]), '127.0.0.1').on('data', function (data) {
	text += data.toString('latin1')
	if (!/(Account:|Password: |> )$/.test(text)) return
	text = ''
	this.write(lines.shift() + '\\r')
})`

/** A Vigor 130 by Telnet: login, status, more and counts, at once and with a latency. */
export async function draytekGroup(): Promise<Group> {
	const {folder, home, remove} = workFolder()
	const near = await startVigor({fixture: FIXTURE})
	const far = await startVigor({fixture: FIXTURE, latencyMs: LATENCY_MS})
	const poll = (name: string, {port}: Vigor) =>
		program(name, ['draytek', '--host', '127.0.0.1', '--port', String(port)], {
			HOME: home,
			LINESTAT_DRAYTEK_PASSWORD: 'secret',
		})
	const script = path.join(folder, 'bare.cjs')
	fs.writeFileSync(script, BARE)
	const bare = (name: string, {port}: Vigor): Case => ({
		...emptyScript(folder),
		name,
		command: [process.execPath, script, String(port)],
	})

	await measure(poll('once', near))
	// The greeting is one more, which comes by itself.
	const roundTrips = 1 + (near.seen.at(-1)?.turns ?? Number.NaN)
	return {
		title: `A Vigor 130 by Telnet, ${roundTrips} round trips`,
		cases: [
			emptyScript(folder),
			poll('draytek', near),
			bare('a bare socket', near),
			poll(`draytek, ${LATENCY_MS} ms latency`, far),
			bare(`a bare socket, ${LATENCY_MS} ms latency`, far),
		],
		async [Symbol.asyncDispose]() {
			await near.close()
			await far.close()
			remove()
		},
	}
}
