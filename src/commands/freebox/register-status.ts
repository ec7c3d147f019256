import type {OptionsOf} from '../../config/options.ts'
import {credentialsFile, type Registration, readRegistrations} from '../../devices/freebox/credentials.ts'
import {saveRegistration} from '../../devices/freebox/credentials-store.ts'
import {DEFAULT_ENDPOINT} from '../../devices/freebox/endpoint.ts'
import {usable} from '../../devices/freebox/registered.ts'
import {readState, stateFile, writeState} from '../../devices/freebox/state.ts'
import {visit} from '../../devices/freebox/visit.ts'
import {ConfigError, describe, ExitCode, exitCodeOf} from '../../errors.ts'
import {sourceOf} from '../../transports/origin.ts'
import type {CommandSurroundings} from '../command.ts'
import {interruptOf} from '../interrupt.ts'
import type {registerStatusOptions} from './options.ts'
import {patienceWith} from './patience.ts'

type Options = OptionsOf<typeof registerStatusOptions>

/** What a poll needs beside the connection; without them the groups call and vm are left out. */
const USEFUL = ['calls', 'vm']

/** Shows what is stored and what the box says to it; 0 only if a poll would work. */
export async function run(
	options: Options,
	_args: readonly string[],
	{io, log, statePlaces}: CommandSurroundings,
): Promise<number> {
	const source = sourceOf(options.endpoint ?? DEFAULT_ENDPOINT)
	const file = credentialsFile(options.credentials, statePlaces)
	const registration = file === undefined ? undefined : readRegistrations(file).get(source)
	const report: Record<string, string | readonly string[] | undefined> = {
		box: source,
		file,
		application: registration?.appId,
		token: registration === undefined ? undefined : '********',
		registration: registration?.status ?? 'none',
		pinned: registration?.fingerprint && `SHA256:${registration.fingerprint}`,
	}
	const interrupt = interruptOf(io)
	const patience = patienceWith(source, io)
	let status: number = ExitCode.ok
	try {
		const signal = AbortSignal.any([interrupt.signal, patience.signal])
		const good = usable({registration, file}, source, options.endpoint?.protocol)
		log.hide(good.appToken)
		const found = await ask(options, good, io.env, log, signal)
		if (options.repin && file !== undefined && found.fingerprint !== undefined) {
			saveRegistration(file, source, {...good, fingerprint: found.fingerprint})
			report.pinned = `SHA256:${found.fingerprint}`
		}
		await forgetRefusal(source, statePlaces)
		Object.assign(report, found.report, {works: 'yes'})
	} catch (error) {
		status = exitCodeOf(error)
		report.works = 'no'
		log.error(describe(error))
	} finally {
		patience.stop()
		interrupt.stop()
	}
	io.out(options.format === 'json' ? `${JSON.stringify(report, undefined, 2)}\n` : table(report))
	return status
}

/** Polls wait after the box has refused them; now that it does not, the next one need not. */
async function forgetRefusal(source: string, statePlaces: readonly string[]): Promise<void> {
	for (const file of statePlaces.map(place => stateFile(place, source))) {
		const state = readState(file)
		if (state.refusal === undefined) continue
		try {
			await writeState(file, {...state, refusal: undefined})
		} catch (cause) {
			throw new ConfigError(`The box accepts the registration, but polls wait because of ${file}`, {
				cause,
				hint: 'Remove it, or wait for a quarter of an hour',
			})
		}
	}
}

async function ask(
	options: Options,
	registration: Registration,
	env: CommandSurroundings['io']['env'],
	log: CommandSurroundings['log'],
	signal: AbortSignal,
) {
	const visited = await visit({options, env, log, signal, registration, firstUse: options.repin})
	try {
		const {box} = visited
		const discovery = await box.discover()
		await box.get('connection/')
		const permissions = box.permissions() ?? []
		await box.logout()
		const fingerprint = visited.fingerprint()
		const accepted = visited.http.accepted()
		return {
			fingerprint,
			report: {
				model: discovery.modelName ?? discovery.model,
				uid: discovery.uid,
				api: `version ${discovery.boxVersion}, asked for ${discovery.version}`,
				tls: accepted === undefined ? 'none' : `SHA256:${accepted.fingerprint}, trusted by ${accepted.by}`,
				permissions,
				lacking: USEFUL.filter(one => !permissions.includes(one)),
			},
		}
	} finally {
		visited.close()
	}
}

function table(report: Readonly<Record<string, string | readonly string[] | undefined>>): string {
	return Object.entries(report)
		.filter(([, value]) => value !== undefined)
		.map(
			([name, value]) =>
				`${name.padEnd(13)} ${typeof value === 'string' ? value : value?.join(', ') || '-'}\n`,
		)
		.join('')
}
