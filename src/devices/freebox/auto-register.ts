import os from 'node:os'
import type {OptionsOf} from '../../config/options.ts'
import {AuthError} from '../../errors.ts'
import type {PollContext} from '../device.ts'
import {Box} from './box.ts'
import {connect} from './connection.ts'
import {newCredentialsFile, type Registration} from './credentials.ts'
import {saveRegistration} from './credentials-store.ts'
import type {freeboxOptions} from './options.ts'
import {requestAuthorization, waitForDecision} from './register.ts'
import {type Registered, usable} from './registered.ts'

/** Between two questions whether somebody has pressed the button. */
const INTERVAL_MS = 1000

/**
 * `--auto-register`: begins a registration where there is none, and goes on with it at each poll until somebody has
 * answered at the box. Where the answer was no, or there was none, it stays at that.
 */
export async function registerWithin(
	found: Registered,
	options: OptionsOf<typeof freeboxOptions>,
	context: PollContext,
	signal: AbortSignal,
): Promise<Registration> {
	const {source, log} = context
	if (found.registration !== undefined && found.registration.status !== 'pending')
		return usable(found, source)
	const file = newCredentialsFile(options.credentials, context.statePlaces, await context.stateDir())
	const pins = [found.registration?.fingerprint]
	const http = await connect({
		options,
		env: context.env,
		log,
		pins,
		firstUse: found.registration === undefined,
		signal,
	})
	const nobody = {appId: '', appToken: ''}
	const box = new Box({connect: async () => http, registration: nobody, kept: {}, context})
	try {
		const {path, uid} = await box.discover()
		let registration = found.registration
		if (registration === undefined) {
			const requested = await requestAuthorization(http, path, os.hostname())
			registration = {...requested, status: 'pending', uid, fingerprint: http.accepted()?.fingerprint}
			saveRegistration(file, source, registration)
			log.warn(
				`freebox ${source}: there is no registration, so one has begun: press > on the front of the box`,
			)
			// Somebody is to do that while this poll waits.
			log.flush()
		}
		log.hide(registration.appToken)
		const status = await decision(registration.trackId)
		const decided = {...registration, status: status === 'unknown' ? ('timeout' as const) : status}
		saveRegistration(file, source, decided)
		log.warn(`freebox ${source}: the registration is ${status}`)
		return usable({registration: decided, file}, source)
	} finally {
		http.close()
	}

	async function decision(trackId: string) {
		const {path} = await box.discover()
		try {
			return await waitForDecision(http, path, trackId, INTERVAL_MS, signal)
		} catch (error) {
			if (!signal.aborted) throw error
			throw new AuthError(`The registration with ${source} waits for a person`, {
				hint: 'Press > on the front of the box; the next poll goes on with it',
			})
		}
	}
}
