import type {Device} from './device.ts'

/** The registry: every device by the name of its subcommand. A poll loads the definition of its own device alone. */
export const registry = {
	draytek: async () => (await import('./draytek/index.ts')).draytek,
	fc: async () => (await import('./fc/index.ts')).fc,
	freebox: async () => (await import('./freebox/index.ts')).freebox,
	ifstat: async () => (await import('./ifstat/index.ts')).ifstat,
	modem: async () => (await import('./modem/index.ts')).modem,
	opnsense: async () => (await import('./opnsense/index.ts')).opnsense,
	pfsense: async () => (await import('./pfsense/index.ts')).pfsense,
} as const satisfies Readonly<Record<string, () => Promise<Device>>>

/** The definition of a device; undefined where no device has this name. */
export async function findDevice(name: string): Promise<Device | undefined> {
	return Object.hasOwn(registry, name) ? await registry[name as keyof typeof registry]() : undefined
}

/** The definitions of all devices, in the order of their names. */
export const loadDevices = (): Promise<readonly Device[]> =>
	Promise.all(Object.values(registry).map(load => load()))
