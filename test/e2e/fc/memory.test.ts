import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import {expect, it, onTestFinished} from 'vitest'
import {peakMemory} from '../../../scripts/bench/measure.ts'
import {folder as temporaryFolder} from '../../folder.ts'
import {startSshd} from '../servers/sshd.ts'
import {sshds} from './servers.ts'

const ROWS = 1000

it.runIf(sshds.here)(
	`memory does not grow with a file whose exporters stay the same${sshds.note}`,
	{timeout: 60_000},
	async () => {
		const folder = temporaryFolder()
		const sshd = await startSshd(['UsePAM no', 'Subsystem sftp internal-sftp'])
		onTestFinished(() => sshd.stop())
		const poll = (name: string, cell: number) => {
			const file = path.join(folder, name)
			write(file, cell)
			const target = `${os.userInfo().username}@127.0.0.1:${sshd.port}`
			const args = ['fc', '--collector', target, '--path', file, '--identity-file', sshd.identity]
			return {
				name,
				command: [
					...[process.execPath, path.resolve('bin/linestat.js'), ...args, '--timeout', '30s'],
					...['--known-hosts', sshd.knownHosts, '--state-dir', path.join(folder, `state-${name}`)],
				],
				env: {PATH: '/usr/bin:/bin', HOME: folder},
			}
		}
		// Up to some 100 MiB the buffers of what has been read fill memory until V8 finds it worth a look. Beyond that there is
		// no more of them; a file that was kept would show as a whole.
		const some = await peakMemory(poll('some', 60_000))
		const more = await peakMemory(poll('more', 210_000))
		console.log(`peak memory: ${some.toFixed(0)} MiB, ${more.toFixed(0)} MiB with 143 MiB more of file`)
		expect(more - some).toBeLessThan(143 / 2)
	},
)

/** A table with a column that nobody wants, of so many bytes in each row. */
function write(file: string, cell: number): void {
	const handle = fs.openSync(file, 'w')
	fs.writeSync(handle, 'Exporter Address\tNotes\tCurrent NetFlow bps\n')
	const notes = 'x'.repeat(cell)
	for (let row = 0; row < ROWS; row++) fs.writeSync(handle, `10.0.${row >> 8}.${row & 255}\t${notes}\t800\n`)
	fs.closeSync(handle)
}
