import type {Command} from './commands/command.ts'
import type {Device} from './devices/device.ts'

/** Everything the program can do, as data. Tests hand in their own. */
export interface Catalog {
	readonly devices: readonly Device[]
	readonly commands: readonly Command[]
}
