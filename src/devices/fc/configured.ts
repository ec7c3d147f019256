import {UsageError} from '../../errors.ts'
import {expandHome, homeFolder} from '../../transports/ssh/home.ts'
import type {PollContext} from '../device.ts'
import type {Collector} from './collector.ts'
import {oldNote} from './old-keys.ts'
import type {FcOptions} from './options.ts'

/** The collectors to poll: those of the command line, else those of the configuration. Says what could be written better. */
export async function collectorsOf(
	options: FcOptions,
	{log, env}: PollContext,
): Promise<readonly Collector[]> {
	const {collector, collectors, fcs, admin, collectorsFile} = options
	const isNamed = collector.length > 0
	const found = isNamed ? [...collector] : [...collectors, ...fcs]
	let note = isNamed ? undefined : oldNote(found, fcs.length > 0, admin.length > 0)
	if (!isNamed && collectorsFile !== undefined) {
		const {readCollectorsFile} = await import('./collectors-file.ts')
		const file = expandHome(collectorsFile, homeFolder(env))
		const read = readCollectorsFile(file)
		found.push(...read.collectors)
		note = read.note === undefined ? note : `${file}: ${read.note}`
	}
	if (found.length === 0) {
		throw new UsageError('No collector is named', {
			hint: 'Name one with --collector root@10.0.0.1, or a list under "collectors" in linestat.yaml',
		})
	}
	const names = found.map(({name}) => name)
	const twice = names.find((name, index) => names.indexOf(name) !== index)
	if (twice !== undefined) {
		throw new UsageError(`The collector ${twice} is named twice`, {hint: 'Give each a "name" of its own'})
	}
	for (const {password} of found) if (password !== undefined) log.hide(password)
	if (note !== undefined) log.warn(note)
	const clear = found.filter(({password}) => password !== undefined).map(({name}) => name)
	if (clear.length > 0) {
		log.warn(
			`The password of ${clear.join(', ')} stands in clear text in the configuration. Put it into a file of its own (chmod 600) and name that with password_file`,
		)
	}
	return found
}
