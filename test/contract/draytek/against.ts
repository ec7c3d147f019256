import {afterEach} from 'vitest'
import {type Ran, type RunOptions, run} from '../../run.ts'
import {type SeenSession, startVigor, type Vigor, type VigorOptions} from '../../simulators/draytek.ts'

export const FIXTURE = 'vigor130-3.8.12--17a'

let devices: Vigor[] = []

afterEach(async () => {
	for (const device of devices) await device.close()
	devices = []
})

/** A device that is switched off after the test. */
export async function switchOn(options: Partial<VigorOptions> = {}): Promise<Vigor> {
	const device = await startVigor({fixture: FIXTURE, ...options})
	devices.push(device)
	return device
}

/** Runs the program against a device, with the right password unless told otherwise. */
export const poll = (device: Vigor, argv: readonly string[] = [], options: RunOptions = {}): Promise<Ran> =>
	run(['draytek', '--host', '127.0.0.1', '--port', String(device.port), '--timestamp', 'none', ...argv], {
		...options,
		env: {LINESTAT_DRAYTEK_PASSWORD: 'secret', ...options.env},
	})

/** One poll of a fresh device: how it ran, and what the device saw of it. The deadline passes once a device hangs. */
export async function pollOnce(
	options: Partial<VigorOptions>,
	...argv: string[]
): Promise<Ran & {seen: SeenSession}> {
	const device = await switchOn(options)
	const ran = await poll(device, argv, hangs(options) ? {late: device.failed} : {})
	await device.idle()
	const [seen] = device.seen
	if (seen === undefined || device.seen.length > 1) throw new Error(`${device.seen.length} connections`)
	return {...ran, seen}
}

/** Whether a device goes silent in the middle of a poll, so that only the deadline ends it. */
const hangs = ({fault}: Partial<VigorOptions>): boolean =>
	fault !== undefined && fault.at !== 'exit' && /^(hang|garbage)$/.test(fault.how)

/** The lines about the device, without those about the poll, whose durations differ. */
export const deviceLines = (stdout: string): string[] =>
	stdout.split('\n').filter(line => !/^(# (HELP|TYPE) )?linestat_|^$/.test(line))
