import fs from 'node:fs'
import path from 'node:path'
import {afterEach} from 'vitest'
import {folder as temporaryFolder} from '../../folder.ts'
import {type Ran, type RunOptions, run} from '../../run.ts'
import type {SimulatedFile} from '../../simulators/sftp.ts'
import type {SshBehaviour} from '../../simulators/ssh.ts'
import {type FakeCollector, openCollector, START} from './collector.ts'

const open: AsyncDisposable[] = []
afterEach(async () => {
	for (const one of open.splice(0)) await one[Symbol.asyncDispose]()
})

/** A collector that is gone after the test. */
export async function startCollector(
	behaviour: SshBehaviour = {},
	files: Map<string, SimulatedFile> | null = new Map(),
): Promise<FakeCollector> {
	const collector = await openCollector(behaviour, files)
	open.push(collector)
	return collector
}

/** One that knows commands only. */
export const startCollectorWithoutSftp = (behaviour: SshBehaviour): Promise<FakeCollector> =>
	startCollector(behaviour, null)

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
