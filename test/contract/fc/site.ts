import fs from 'node:fs'
import path from 'node:path'
import {afterEach} from 'vitest'
import {folder as temporaryFolder} from '../../folder.ts'
import {type Ran, type RunOptions, run} from '../../run.ts'
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

const open: AsyncDisposable[] = []
afterEach(async () => {
	for (const one of open.splice(0)) await one[Symbol.asyncDispose]()
})

export async function startCollector(behaviour: SshBehaviour = {}): Promise<FakeCollector> {
	const files = new Map<string, SimulatedFile>()
	return collectorOf({files, ...behaviour}, files)
}

/** One that knows commands only. */
export const startCollectorWithoutSftp = (behaviour: SshBehaviour): Promise<FakeCollector> =>
	collectorOf(behaviour, new Map())

async function collectorOf(
	behaviour: SshBehaviour,
	files: Map<string, SimulatedFile>,
): Promise<FakeCollector> {
	const ssh = await startSsh({accounts: {root: {password: 'secret'}}, ...behaviour})
	open.push(ssh)
	const collector = Object.assign(Object.create(ssh) as SshSimulator, {
		files,
		write(rows: Readonly<Record<string, number>> | readonly Row[], modified: number) {
			const list = Array.isArray(rows)
				? (rows as readonly Row[])
				: Object.entries(rows as Record<string, number>).map(([exporter, bps]) => ({exporter, bps}))
			files.set(PATH, {content: Buffer.from(table(list)), modified})
		},
	})
	return collector
}

export interface Polling {
	readonly folder: string
	/** One poll at so many seconds after the start. */
	poll(t: number, more?: readonly string[], options?: RunOptions): Promise<Ran>
	/** A command below the device, as `report`. */
	command(argv: readonly string[], options?: RunOptions): Promise<Ran>
}

/** Polls of these collectors that remember in one folder. */
export function polling(collectors: readonly FakeCollector[]): Polling {
	const folder = temporaryFolder()
	const knownHosts = path.join(folder, 'known_hosts')
	fs.writeFileSync(knownHosts, collectors.map(({knownHost}) => knownHost).join(''))
	const env = {LINESTAT_FC_PASSWORD: 'secret', LINESTAT_STATE_DIR: path.join(folder, 'state')}
	const targets = collectors.flatMap(({port}) => ['--collector', `root@127.0.0.1:${port}`])
	return {
		folder,
		poll: (t, more = [], options = {}) =>
			run(
				[
					...['fc', ...targets, '--known-hosts', knownHosts, '--now', String(START + t)],
					...['--format', 'influx', '--timeout', '8s', ...more],
				],
				{...options, env: {...env, ...options.env}},
			),
		command: (argv, options = {}) => run(['fc', ...argv], {...options, env: {...env, ...options.env}}),
	}
}

/** The fields of the line that begins so, as text. */
export function fieldsOf({stdout}: Ran, start: string): Record<string, string> {
	const line = stdout.split('\n').find(one => one.startsWith(`${start} `) || one.startsWith(`${start},`))
	const fields = line?.split(' ')[1]?.split(',') ?? []
	return Object.fromEntries(fields.map(field => field.split('=') as [string, string]))
}
