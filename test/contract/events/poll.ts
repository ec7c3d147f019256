import {gatewayCatalog} from '../../event-device.ts'
import {type Ran, type RunOptions, run} from '../../run.ts'

export const catalog = gatewayCatalog()

/** A poll of the fake device with this folder for state. */
export const poll = (dir: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> =>
	run(['fake', ...args, '--state-dir', dir, '--timestamp', 'none'], {catalog, ...options})
