import os from 'node:os'
import type {OptionsOf} from '../../config/options.ts'
import {newCredentialsFile, type Registration, readRegistrations} from '../../devices/freebox/credentials.ts'
import {saveRegistration} from '../../devices/freebox/credentials-store.ts'
import {DEFAULT_ENDPOINT} from '../../devices/freebox/endpoint.ts'
import {importRegistration} from '../../devices/freebox/import.ts'
import {
	requestAuthorization,
	type TrackStatus,
	trackStatus,
	waitForDecision,
} from '../../devices/freebox/register.ts'
import {type Visit, visit} from '../../devices/freebox/visit.ts'
import {AuthError, ConfigError, ConnectError, ExitCode} from '../../errors.ts'
import {sourceOf} from '../../transports/origin.ts'
import type {CommandSurroundings} from '../command.ts'
import {Interrupted, interruptOf} from '../interrupt.ts'
import type {registerOptions} from './options.ts'
import {startWaiting} from './waiting.ts'

type Options = OptionsOf<typeof registerOptions>

/**
 * Registers with a box: 0 when it was accepted, 4 when it was refused at the box or by it, 3 when nobody answered in time.
 * A registration that was interrupted goes on where it was.
 */
export async function run(
	options: Options,
	_args: readonly string[],
	around: CommandSurroundings,
): Promise<number> {
	const {io, log, statePlaces} = around
	const source = sourceOf(options.endpoint ?? DEFAULT_ENDPOINT)
	const file = newCredentialsFile(options.credentials, statePlaces, await around.stateDir())
	const existing = readRegistrations(file).get(source)
	if (existing?.status === 'granted' && !options.force) {
		throw new ConfigError(`${source} is registered already, in ${file}`, {
			hint: 'Run linestat freebox register-status to see whether it works, or register with --force',
		})
	}
	const imported = options.import === undefined ? undefined : importRegistration(options.import)
	const interrupt = interruptOf(io)
	const late = new ConnectError(`Nobody answered at ${source} in time`, {
		result: 'timeout',
		hint: 'Run linestat freebox register again: it goes on if the box still waits',
	})
	const patience = new AbortController()
	const cancel = io.after(options.wait, () => patience.abort(late))
	const signal = AbortSignal.any([interrupt.signal, patience.signal])
	const known = imported ?? (options.force ? undefined : existing)
	const visited = await visit({options, env: io.env, log, signal, registration: known, firstUse: true})
	const keep = (registration: Registration) => {
		// A registration that works is given up only for another that was accepted.
		if (existing?.status === 'granted' && registration.status !== 'granted') return
		saveRegistration(file, source, registration, options.group)
	}
	try {
		const registration = await register(visited, known, imported !== undefined, options, around, signal, keep)
		const permissions = await check(visited, registration, options, around, signal)
		io.out(
			`registered with ${source}; may ${permissions.join(', ') || 'only read what needs no permission'}\n`,
		)
		if (registration.fingerprint !== undefined) {
			io.out(`certificate SHA256:${registration.fingerprint} is remembered\n`)
		}
		io.out(`kept in ${file}\n`)
		return ExitCode.ok
	} catch (error) {
		const reason: unknown = signal.aborted ? signal.reason : error
		if (reason instanceof Interrupted) {
			log.error('Interrupted. Run linestat freebox register again: it goes on if the box still waits')
			return reason.exitCode
		}
		throw reason
	} finally {
		cancel()
		interrupt.stop()
		visited.close()
	}
}

async function register(
	visited: Visit,
	known: Registration | undefined,
	isImport: boolean,
	options: Options,
	{io, log}: CommandSurroundings,
	signal: AbortSignal,
	keep: (registration: Registration) => void,
): Promise<Registration> {
	const {box, http} = visited
	const {path, uid} = await box.discover()
	const seen = {uid, fingerprint: visited.fingerprint()}
	const before = known === undefined ? undefined : await trackStatus(http, path, known.trackId)
	if (isImport && known !== undefined) return importKnown({...known, ...seen}, before)
	let pending = known !== undefined && (before === 'pending' || before === 'granted') ? known : undefined
	if (pending === undefined) {
		pending = {...(await requestAuthorization(http, path, os.hostname())), status: 'pending', ...seen}
		// Kept at once: an interrupted registration can go on, and the token is not lost.
		keep(pending)
	}
	log.hide(pending.appToken)
	const waiting = await startWaiting(io)
	try {
		waiting.say('Press > on the front of the box to accept the registration')
		const status = await waitForDecision(http, path, pending.trackId, options.askEvery, signal)
		waiting.say(`The box says: ${status}`)
		return decided({...pending, ...seen}, status)
	} finally {
		waiting.stop()
	}

	function importKnown(registration: Registration, status: TrackStatus | undefined): Registration {
		log.hide(registration.appToken)
		if (status !== 'granted') {
			throw new AuthError(`The box does not accept the credentials of ${options.import}: ${status}`, {
				hint: 'Register without --import',
			})
		}
		keep(registration)
		return registration
	}

	function decided(registration: Registration, status: Exclude<TrackStatus, 'pending'>): Registration {
		if (status === 'granted') {
			keep({...registration, status})
			return {...registration, status}
		}
		keep({...registration, status: status === 'denied' ? 'denied' : 'timeout'})
		if (status === 'denied') {
			throw new AuthError('The registration was refused at the box', {hint: 'Register again and accept it'})
		}
		throw new ConnectError('Nobody accepted the registration at the box in time', {
			result: 'timeout',
			hint: 'Register again, and press > while the box asks',
		})
	}
}

/** A session is opened and ended: early firmware of the Ultra granted tokens that it then refused. */
async function check(
	visited: Visit,
	registration: Registration,
	options: Options,
	{io, log}: CommandSurroundings,
	signal: AbortSignal,
): Promise<readonly string[]> {
	const pinned = {...options, tlsFingerprint: registration.fingerprint ?? options.tlsFingerprint}
	const again = await visit({options: pinned, env: io.env, log, signal, registration})
	try {
		await again.box.get('connection/')
		const permissions = again.box.permissions() ?? []
		await again.box.logout()
		return permissions
	} finally {
		again.close()
		visited.close()
	}
}
