import type {OptionsOf} from '../../config/options.ts'
import type {Exchange} from '../../conversation.ts'
import {ConnectError} from '../../errors.ts'
import type {Json} from '../../json.ts'
import type {Point} from '../../metrics/model.ts'
import {originOf} from '../../transports/origin.ts'
import type {PollContext} from '../device.ts'
import {config, connection, line} from './ask/line.ts'
import type {Asking, Section} from './ask/section.ts'
import {Box} from './box.ts'
import {connect} from './connection.ts'
import type {Registration} from './credentials.ts'
import {DEFAULT_ENDPOINT} from './endpoint.ts'
import {FreeboxFailure} from './failure.ts'
import {GROUPS, type Group, groupNames} from './groups.ts'
import {limitMachines} from './hosts.ts'
import {freeboxOptic} from './metrics/connection.ts'
import type {freeboxOptions} from './options.ts'
import {connectionOf} from './read/connection.ts'
import {boardOf} from './read/system.ts'
import {formatRefusal, isRefusal, refuseAgain} from './refusal.ts'
import {findRegistration, usable} from './registered.ts'
import {type BoxState, isSame, readState, stateFile, writeState} from './state.ts'

type Options = OptionsOf<typeof freeboxOptions>

/** Requests end a little before the poll does, so that what the others answered is printed and the session is kept. */
const OWN_SHARE = 0.93

export async function poll(options: Options, context: PollContext): Promise<void> {
	const hurry = new AbortController()
	const late = new ConnectError(`${context.source} did not answer in time`, {
		result: 'timeout',
		hint: 'Give it more time with --timeout, or ask for fewer groups',
	})
	const cancel = context.after(context.remaining() * OWN_SHARE, () => hurry.abort(late))
	const signal = AbortSignal.any([context.signal, hurry.signal])
	try {
		await (context.replaying ? replay(options, context) : live(options, context, signal))
	} finally {
		cancel()
	}
}

export async function withoutPeople(exchanges: readonly Exchange[]): Promise<readonly Exchange[]> {
	return (await import('./capture.ts')).withoutPeople(exchanges)
}

async function replay(options: Options, context: PollContext): Promise<void> {
	const nobody = {appId: '', appToken: ''}
	const unreachable = () => Promise.reject(new Error('a replay connects to nothing'))
	const box = new Box({connect: unreachable, registration: nobody, kept: {}, context})
	await readBox(box, options, context, {}, 'replay')
}

async function live(options: Options, context: PollContext, signal: AbortSignal): Promise<void> {
	const folder = await context.stateDir()
	const file = folder === undefined ? undefined : stateFile(folder, context.source)
	const kept = file === undefined ? {} : readState(file)
	const registration = await registrationOf(options, context, signal)
	const now = unixSeconds(context)
	refuseAgain(kept.refusal, registration.trackId, now)
	const pins = [registration.fingerprint, kept.fingerprint]
	const {env, log} = context
	const port = kept.port === undefined ? undefined : Number(kept.port)
	const box = new Box({
		connect: () => connect({options, env, log, pins, signal, port, isLong: groupsOf(options).size > 0}),
		registration,
		kept,
		apiVersion: options.apiVersion,
		context,
	})
	try {
		const learned = await readBox(box, options, context, kept, registration.appToken)
		const failure = box.loginFailure()
		const refusal = isRefusal(failure)
			? formatRefusal(failure, kept.refusal, registration.trackId, now)
			: undefined
		await keep(box, file, kept, {...learned, refusal}, context)
	} finally {
		await box.close()
	}
}

async function registrationOf(
	options: Options,
	context: PollContext,
	signal: AbortSignal,
): Promise<Registration> {
	const found = findRegistration(options.credentials, context.statePlaces, context.source)
	if (!options.autoRegister || found.registration?.status === 'granted') {
		return usable(found, context.source, options.endpoint?.protocol)
	}
	const {registerWithin} = await import('./auto-register.ts')
	return registerWithin(found, options, context, signal)
}

/** What only the answers tell, and the next poll can use. */
type Learned = Pick<BoxState, 'board' | 'line' | 'refusal'>

/** Reads everything that was asked for. */
async function readBox(
	box: Box,
	options: Options,
	context: PollContext,
	kept: BoxState,
	key: string,
): Promise<Learned> {
	const discovery = await box.discover()
	const groups = groupsOf(options)
	const answers = new Map<string, Promise<Json>>()
	const get: Asking['get'] = (path, name) => {
		const answer = answers.get(path) ?? box.get(path, name)
		answers.set(path, answer)
		return answer
	}
	// Most likely the line is what it was: its answer need not wait for that of the connection.
	if (kept.line !== undefined) get(kept.line).catch(() => {})
	const board = groups.has('system') ? boardFrom(get, kept.board) : Promise.resolve(undefined)
	const anonymize = options.anonymize
		? (await import('./anonymize.ts')).anonymizer(key)
		: (point: Point) => point
	const finish = async (points: readonly Point[]): Promise<Point[]> => {
		const hw_board = await board
		// Asked again, because it may have turned out to be another than the poll before has found.
		const {path, version} = await box.discover()
		const tags = {
			api_endpoint: `${originOf(options.endpoint ?? DEFAULT_ENDPOINT)}${path.replace(/\/$/, '')}`,
			api_version: String(version),
			...(hw_board === undefined ? {} : {hw_board}),
		}
		return points
			.filter(({fields}) => Object.keys(fields).length > 0)
			.map(point => ('api_version' in point.measurement.tags ? withTags(point, tags) : point))
			.map(anonymize)
	}
	const common: Omit<Asking, 'add'> = {
		discovery,
		groups,
		get,
		connection: async () => connectionOf(await get('connection/')),
		limit: machines => limitMachines(machines, options.maxHosts),
		now: unixSeconds(context),
		patchRateUp: options.patchRateUp || options.patchRateUpBytesUp,
	}
	const sections: readonly (readonly [name: string, section: Section, isOptional: boolean])[] = [
		['connection', connection, false],
		['config', config, false],
		['line', line, true],
		...(groups.size === 0 ? [] : (await import('./ask/groups.ts')).sectionsOf(groups)),
	]
	// Sections end in any order, but two polls should differ only where the box does.
	const found: Point[][] = sections.map(() => [])
	const run = async ([name, section, isOptional]: (typeof sections)[number], at: number) => {
		const add = (points: Iterable<Point>) => {
			found[at]?.push(...points)
		}
		await context.section(name, async () => {
			try {
				add(await section({...common, add}))
			} catch (error) {
				if (!isOptional || !isTold(name, error, options, context)) throw error
			}
			return []
		})
	}
	try {
		await Promise.all(sections.map(run))
	} finally {
		context.add(await finish(found.flat()))
	}
	const isFibre = found[LINE]?.some(({measurement}) => measurement === freeboxOptic)
	const lineAnswer = isFibre ? 'connection/ftth/' : 'connection/xdsl/'
	return {board: (await board) ?? kept.board, line: found[LINE]?.length === 0 ? undefined : lineAnswer}
}

/** Place of the line among the sections. */
const LINE = 2

function groupsOf(options: Options): ReadonlySet<Group> {
	const chosen = options.all ? groupNames : groupNames.filter(group => isNamed(group, options))
	return new Set(chosen)
}

function isNamed(group: Group, options: Options): boolean {
	return options.groups?.includes(group) === true || options[GROUPS[group].flag]
}

const unixSeconds = ({clock}: PollContext): number => Number(clock.now() / 1_000_000_000n)

const withTags = (point: Point, tags: Point['tags']): Point => ({...point, tags: {...tags, ...point.tags}})

/** The board stands on everything; if the box does not tell it this time, that of the poll before. */
async function boardFrom(
	get: (path: string) => Promise<Json>,
	kept: string | undefined,
): Promise<string | undefined> {
	try {
		return boardOf(await get('system/')) ?? kept
	} catch {
		return kept
	}
}

/** Hardware that is not there, or a permission that is lacking, is no failure of the poll. It is told, and true returned. */
function isTold(name: string, error: unknown, options: Options, {log, source}: PollContext): boolean {
	if (!(error instanceof FreeboxFailure)) return false
	if (error.missingRight !== undefined) {
		log.warn(
			`freebox ${source}: ${name} is left out: the application lacks the permission "${error.missingRight}". Grant it in Freebox OS: settings, access management, applications`,
		)
		return true
	}
	if (!error.isAbsence) return false
	const message = `freebox ${source}: the box has no ${name} (${error.code})`
	if (groupNames.some(group => group === name && isNamed(group, options))) log.warn(message)
	else log.info(message)
	return true
}

/** Keeps the session for the next poll, or ends it where nothing can be kept. */
async function keep(
	box: Box,
	file: string | undefined,
	kept: BoxState,
	learned: Learned,
	{log}: PollContext,
): Promise<void> {
	const state = {...(await box.state()), ...learned}
	if (file !== undefined) {
		if (isSame(state, kept)) return
		try {
			return await writeState(file, state)
		} catch (error) {
			log.warn(
				`The session cannot be kept in ${file}: ${error instanceof Error ? error.message : String(error)}`,
			)
		}
	}
	await box.logout().catch((error: unknown) => log.debug(`The session was not ended: ${String(error)}`))
}
