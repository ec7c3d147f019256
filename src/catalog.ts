import type {Command} from './commands/command.ts'
import type {ConfigSection} from './config/configuration.ts'
import type {Device} from './devices/device.ts'

/** Everything the program can do, as data. Tests hand in their own. */
export interface Catalog {
	readonly devices: readonly Device[]
	readonly commands: readonly Command[]
	/** Top-level keys of the configuration file beside `devices` and `defaults`. */
	readonly sections?: readonly ConfigSection[]
}

/** The same for a poll, which needs one device and mostly nothing else of it. */
export interface LazyCatalog {
	device(name: string): Promise<Device | undefined>
	whole(): Promise<Catalog>
}
