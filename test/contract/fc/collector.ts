import type {SimulatedFile} from '../../simulators/sftp.ts'
import {type SshBehaviour, type SshSimulator, startSsh} from '../../simulators/ssh.ts'
import {type Row, table} from '../../unit/devices/fc/files.ts'

export const PATH = '/lancope/var/sw/today/data/exporter_device_stats.txt'

/** 2026-01-01T00:00:00Z */
export const START = 1_767_225_600

/** A Flow Collector on loopback whose file can be changed. */
export interface FakeCollector extends SshSimulator {
	readonly files: Map<string, SimulatedFile>
	/** The file as it is written at a time, exporter to bits per second. */
	write(rows: Readonly<Record<string, number>> | readonly Row[], modified: number): void
}

/** Opens one, without SFTP where `files` is null; the account is root, the password secret. */
export async function openCollector(
	behaviour: SshBehaviour = {},
	files: Map<string, SimulatedFile> | null = new Map(),
): Promise<FakeCollector> {
	const ssh = await startSsh({
		accounts: {root: {password: 'secret'}},
		...(files !== null && {files}),
		...behaviour,
	})
	const known = files ?? new Map<string, SimulatedFile>()
	return Object.assign(Object.create(ssh) as SshSimulator, {
		files: known,
		write(rows: Readonly<Record<string, number>> | readonly Row[], modified: number) {
			const list = Array.isArray(rows)
				? (rows as readonly Row[])
				: Object.entries(rows as Record<string, number>).map(([exporter, bps]) => ({exporter, bps}))
			known.set(PATH, {content: Buffer.from(table(list)), modified})
		},
	})
}
