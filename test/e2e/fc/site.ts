import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import {folder} from '../../folder.ts'
import {parseLineProtocol, type ReadPoint} from '../../grammar/line-protocol.ts'
import {table} from '../../unit/devices/fc/files.ts'
import {linestat, type Ran} from '../program.ts'
import type {Sshd} from '../servers/sshd.ts'

/** Who runs the tests, and may log in. */
export const ME = os.userInfo().username

/** A collector as `linestat.yaml` has it; whatever is not named is right. */
export interface CollectorKeys {
	readonly name: string
	readonly host?: string
	readonly user?: string
	readonly port: number
	readonly path: string
	readonly [key: string]: string | number | undefined
}

/** A server that knows the key of the tests, as a collector. */
export const collectorOn = (sshd: Sshd, file: string, more: Partial<CollectorKeys> = {}): CollectorKeys => ({
	name: 'fc1',
	host: '127.0.0.1',
	user: ME,
	port: sshd.port,
	path: file,
	identity_file: sshd.identity,
	known_hosts: sshd.knownHosts,
	...more,
})

/** The file of a collector, written now: exporter to bits per second. */
export function writeTable(file: string, rows: Readonly<Record<string, number>>): void {
	fs.writeFileSync(file, table(Object.entries(rows).map(([exporter, bps]) => ({exporter, bps}))))
}

export interface PolledSite {
	readonly folder: string
	/** `linestat fc --name netflow`, and what it printed. */
	poll(more?: readonly string[]): Promise<Polled>
	/** Any other command of the program with the same folder for state. */
	command(args: readonly string[], stateDir?: string): Promise<Ran>
}

export interface Polled extends Ran {
	readonly points: readonly ReadPoint[]
	/** The fields of the only point of this measurement with these tags. */
	fields(measurement: string, tags?: Readonly<Record<string, string>>): ReadPoint['fields']
}

/** A `linestat.yaml` with these collectors, and a folder for state; gone after the test. `more`: other keys of the file. */
export function siteOf(
	collectors: readonly CollectorKeys[],
	more: Readonly<Record<string, unknown>> = {},
): PolledSite {
	const dir = folder()
	const config = path.join(dir, 'linestat.yaml')
	const devices = {netflow: {device: 'fc', state_dir: path.join(dir, 'state'), collectors}}
	fs.writeFileSync(config, JSON.stringify({devices, ...more}), {mode: 0o600})
	const env = {PATH: process.env.PATH ?? '', HOME: dir}
	return {
		folder: dir,
		async poll(args = []) {
			const ran = await linestat(
				['fc', '--config', config, '--name', 'netflow', '--format', 'influx', ...args],
				{env},
			)
			const points = parseLineProtocol(ran.stdout)
			return {
				...ran,
				points,
				fields(measurement, tags = {}) {
					const [one, ...others] = points.filter(
						point =>
							point.measurement === measurement &&
							Object.entries(tags).every(([key, value]) => point.tags[key] === value),
					)
					if (one === undefined || others.length > 0) {
						throw new Error(`${others.length + (one ? 1 : 0)} points ${measurement} ${JSON.stringify(tags)}`)
					}
					return one.fields
				},
			}
		},
		command: (args, stateDir = path.join(dir, 'state')) =>
			linestat([...args, '--state-dir', stateDir], {env}),
	}
}
