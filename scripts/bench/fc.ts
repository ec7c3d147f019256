import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {installed} from '../../test/e2e/installed.ts'
import {startSshd} from '../../test/e2e/servers/sshd.ts'
import {emptyScript, type Group, program, workFolder} from './group.ts'

const SAMPLE = 'fixtures/fc/exporter_device_stats.txt'

/** Two Flow Collectors with these many exporters each, by OpenSSH's SFTP server; undefined where it is not installed. */
export async function fcGroup(): Promise<Group | undefined> {
	if (!installed('sshd').here) return undefined
	const {folder, home, remove} = workFolder()
	const sshd = await startSshd(['UsePAM no', 'Subsystem sftp internal-sftp'])
	const polled = (rows: number) => {
		const names = ['a', 'b'].map(name => `${name}-${rows}`)
		for (const name of names) fs.writeFileSync(path.join(folder, name), table(rows))
		const list = path.join(folder, `${rows}.yaml`)
		fs.writeFileSync(list, names.map(name => collector(name, path.join(folder, name), sshd)).join(''))
		const args = ['fc', '--collectors-file', list, '--state-dir', path.join(folder, `state-${rows}`)]
		return program(`fc, 2 x ${rows} rows`, [...args, '--stale-after', '1d', '--format', 'influx'], {
			HOME: home,
		})
	}
	return {
		title: 'Flow Collectors over SFTP, loopback',
		cases: [emptyScript(folder), ...[1000, 10_000, 100_000].map(polled)],
		async [Symbol.asyncDispose]() {
			await sshd.stop()
			remove()
		},
	}
}

const collector = (name: string, file: string, sshd: Awaited<ReturnType<typeof startSshd>>): string => `
- name: ${name}
  host: ${os.userInfo().username}@127.0.0.1
  port: ${sshd.port}
  path: ${file}
  identity_file: ${sshd.identity}
  known_hosts: ${sshd.knownHosts}
`

/** The rows of the sample again and again, each with an address of its own. */
export function table(rows: number): string {
	const [header = '', ...lines] = fs.readFileSync(SAMPLE, 'latin1').trimEnd().split('\n')
	const tails = lines.map(line => line.slice(line.indexOf('\t')))
	const address = (index: number) => `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`
	const body = Array.from({length: rows}, (_, index) => `${address(index)}${tails[index % tails.length]}\n`)
	return `${header}\n${body.join('')}`
}
