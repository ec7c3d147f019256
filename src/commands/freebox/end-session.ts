import fs from 'node:fs'
import type {OptionsOf} from '../../config/options.ts'
import {connect} from '../../devices/freebox/connection.ts'
import {readDiscovery} from '../../devices/freebox/discovery.ts'
import {DEFAULT_ENDPOINT} from '../../devices/freebox/endpoint.ts'
import {FreeboxFailure} from '../../devices/freebox/failure.ts'
import {ask} from '../../devices/freebox/login.ts'
import type {boxOptions} from '../../devices/freebox/options.ts'
import {findRegistration} from '../../devices/freebox/registered.ts'
import {readState, stateFile} from '../../devices/freebox/state.ts'
import {sourceOf} from '../../transports/origin.ts'
import type {CommandSurroundings} from '../command.ts'
import {patienceWith} from './patience.ts'

/** Ends the session that polls keep, if there is one, and forgets it. False where there was none. */
export async function endSession(
	options: OptionsOf<typeof boxOptions>,
	{io, log, statePlaces}: CommandSurroundings,
): Promise<boolean> {
	const source = sourceOf(options.endpoint ?? DEFAULT_ENDPOINT)
	const file = statePlaces.map(place => stateFile(place, source)).find(one => fs.existsSync(one))
	if (file === undefined) return false
	const {sessionToken, discovery, fingerprint, port} = readState(file)
	if (sessionToken === undefined || discovery === undefined) {
		fs.rmSync(file, {force: true})
		return false
	}
	log.hide(sessionToken)
	const {registration} = findRegistration(options.credentials, statePlaces, source)
	const pins = [registration?.fingerprint, fingerprint]
	const patience = patienceWith(source, io)
	const http = await connect({
		options,
		env: io.env,
		log,
		pins,
		signal: patience.signal,
		port: port === undefined ? undefined : Number(port),
	})
	try {
		await ask(http, 'POST', `${readDiscovery(discovery).path}login/logout/`, {token: sessionToken})
	} catch (error) {
		// It had ended already.
		if (!(error instanceof FreeboxFailure)) throw error
	} finally {
		patience.stop()
		http.close()
	}
	fs.rmSync(file, {force: true})
	return true
}
