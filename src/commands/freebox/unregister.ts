import type {OptionsOf} from '../../config/options.ts'
import {saveRegistration} from '../../devices/freebox/credentials-store.ts'
import {DEFAULT_ENDPOINT} from '../../devices/freebox/endpoint.ts'
import type {boxOptions} from '../../devices/freebox/options.ts'
import {findRegistration} from '../../devices/freebox/registered.ts'
import {ConfigError, describe, ExitCode} from '../../errors.ts'
import {sourceOf} from '../../transports/origin.ts'
import type {CommandSurroundings} from '../command.ts'
import {endSession} from './end-session.ts'

/** Forgets the registration. The API has no question for removing an application: only a person can. */
export async function run(
	options: OptionsOf<typeof boxOptions>,
	_args: readonly string[],
	around: CommandSurroundings,
): Promise<number> {
	const {io, log, statePlaces} = around
	const source = sourceOf(options.endpoint ?? DEFAULT_ENDPOINT)
	const {file, registration} = findRegistration(options.credentials, statePlaces, source)
	if (file === undefined || registration === undefined) {
		throw new ConfigError(`There is no registration with ${source}`)
	}
	try {
		await endSession(options, around)
	} catch (error) {
		log.warn(`The session could not be ended: ${describe(error)}`)
	}
	saveRegistration(file, source, undefined)
	io.out(`the registration with ${source} is forgotten\n`)
	io.out(
		'Remove the application in Freebox OS too: settings, access management (Gestion des accès), applications\n',
	)
	return ExitCode.ok
}
