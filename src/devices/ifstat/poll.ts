import type {PollContext, Session} from '../device.ts'
import {localSource} from './local.ts'
import type {IfstatOptions} from './options.ts'
import {interfacePoint} from './record.ts'
import {type Select, selector} from './selection.ts'
import type {Reading, Source} from './source.ts'

/** Reads the interfaces once. */
export async function poll(options: IfstatOptions, context: PollContext): Promise<void> {
	const source = await loadSource(options, 'once')
	try {
		const {warnings} = await readSelected(source, await selector(options, context.args), options, context)
		for (const warning of warnings) context.log.warn(warning)
	} finally {
		source.close()
	}
}

/** Reads the interfaces whenever it is asked to, over one connection. */
export async function open(options: IfstatOptions, args: readonly string[]): Promise<Session> {
	const source = await loadSource(options, 'often')
	const select = await selector(options, args)
	const aliases = new Map(options.alias)
	const {rates} = await import('./rates.ts')
	let previous: Reading | undefined
	let current: Reading | undefined
	let told: readonly string[] = []
	return {
		async read(context) {
			const {reading, warnings} = await readSelected(source, select, options, context)
			// What stays wrong is said once, and not every second.
			for (const warning of warnings) if (!told.includes(warning)) context.log.warn(warning)
			told = warnings
			previous = current
			current = reading
		},
		table: () => previous && current && rates(previous, current, aliases),
		close: () => source.close(),
	}
}

/** Hands the points of the selected interfaces over, and returns what they were made of. */
async function readSelected(source: Source, select: Select, options: IfstatOptions, context: PollContext) {
	const reading = await source.read(context, select)
	const {selected, missing} = select(reading.interfaces.map(one => one.name))
	const names = new Set(selected)
	const interfaces = reading.interfaces.filter(one => names.has(one.name))
	const aliases = new Map(options.alias)
	context.add(interfaces.map(one => interfacePoint(one, aliases.get(one.name))))
	const warnings = [
		...(reading.warnings ?? []),
		...missing.map(name => `There is no interface ${JSON.stringify(name)}`),
	].map(warning => `ifstat ${context.source}: ${warning}`)
	return {reading: {...reading, interfaces}, warnings}
}

/** Only the source that is asked for is loaded; the one of this machine needs no network. */
async function loadSource(options: IfstatOptions, pace: 'once' | 'often'): Promise<Source> {
	const {ssh, tcp} = options
	if (tcp !== undefined) return (await import('./server.ts')).serverSource(tcp)
	if (ssh === undefined) return localSource(options)
	if (pace === 'once') return (await import('./remote.ts')).remoteSource({...options, ssh})
	return (await import('./loop.ts')).remoteLoop({...options, ssh})
}
