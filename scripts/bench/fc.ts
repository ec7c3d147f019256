import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import {installed} from '../../test/e2e/installed.ts'
import {startSshd} from '../../test/e2e/servers/sshd.ts'
import {monthTable} from './fc-month.ts'
import {scaleTable} from './fc-scale.ts'
import {table} from './fc-table.ts'
import {emptyScript, type Group, program, workFolder} from './group.ts'

/** Flow Collectors with these many exporters each, by OpenSSH's SFTP server; undefined where it is not installed. */
export async function fcGroup(): Promise<Group | undefined> {
	if (!installed('sshd').here) return undefined
	const {folder, home, remove} = workFolder()
	const sshd = await startSshd(['UsePAM no', 'Subsystem sftp internal-sftp', 'MaxStartups 100'])
	const polled = (collectors: number, rows: number) => {
		const file = path.join(folder, String(rows))
		if (!fs.existsSync(file)) fs.writeFileSync(file, table(rows))
		const list = path.join(folder, `${collectors}-${rows}.yaml`)
		const names = Array.from({length: collectors}, (_, index) => `fc${index}`)
		fs.writeFileSync(list, names.map(name => collector(name, file, sshd)).join(''))
		const state = path.join(folder, `state-${collectors}-${rows}`)
		const args = ['fc', '--collectors-file', list, '--state-dir', state, '--stale-after', '1d']
		return program(`fc, ${collectors} x ${rows} rows`, [...args, '--timeout', '60s', '--format', 'influx'], {
			HOME: home,
		})
	}
	const large = process.argv.includes('--large') ? [polled(10, 100_000)] : []
	return {
		title: 'Flow Collectors over SFTP, loopback',
		cases: [emptyScript(folder), ...[1000, 10_000, 100_000].map(rows => polled(2, rows)), ...large],
		more: async () => [await scaleTable(folder), await monthTable()],
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
