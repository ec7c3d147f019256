import {ParseError} from '../../errors.ts'
import type {JsonObject} from '../../json.ts'
import type {Point} from '../../metrics/model.ts'
import {type HttpClient, openHttp} from '../../transports/http.ts'
import type {PollContext} from '../device.ts'
import type {Access, Headers} from './access.ts'
import {formatAnswer, jsonOf, parseAnswer} from './answer.ts'
import type {Dialect, Question} from './dialect.ts'
import {failureOf} from './failure.ts'
import {DEFAULT_HOST, type FirewallOptions} from './options.ts'
import {observe, startOutside} from './outside.ts'
import {gatewayPoint, interfacePoints, wanPoint} from './points.ts'
import type {Interface} from './record.ts'
import {trustOf} from './trust.ts'
import {unknownIn, wansOf} from './wans.ts'

export interface FirewallRequest {
	readonly dialect: Dialect
	readonly access: Access
	readonly options: FirewallOptions
	readonly context: PollContext
}

/** Two questions at once, of which either may fail alone. */
export async function pollFirewall({dialect, access, options, context}: FirewallRequest): Promise<void> {
	let client: Promise<HttpClient> | undefined
	let headers: Promise<Headers> | undefined
	const send = async (path: string) => {
		client ??= connect(options, context.signal)
		const opened = await client
		headers ??= access.logIn(opened)
		return opened.request({method: 'GET', path, headers: await headers})
	}
	const ask = async (question: Question): Promise<readonly JsonObject[]> => {
		const path = dialect.paths[question]
		const answer = parseAnswer(await context.exchange(question, async () => formatAnswer(await send(path))))
		const failure = failureOf(answer, `GET ${path}`, {
			credentials: access.credentials,
			forbidden: dialect.hints.forbidden(question),
			missing: dialect.hints.missing,
		})
		if (failure !== undefined) throw failure
		return dialect.rows(question, jsonOf(answer, `GET ${path}`))
	}
	const outside = startOutside(options, context)

	const readInterfaces = async (): Promise<Point[]> => {
		const [rows, address] = await Promise.all([ask('interfaces'), outside.address])
		const interfaces = rows.flatMap(row => dialect.interface(row) ?? [])
		if (interfaces.length === 0) {
			throw new ParseError(`GET ${dialect.paths.interfaces}: the firewall names no interface`)
		}
		warnOfUnknown(interfaces, options.wan, context)
		const wans = wansOf(interfaces, options.wan)
		const seen = await observe(wans, address, dialect.device, context)
		return [
			...wans.map(one => wanPoint(one, seen?.wan === one ? seen.outside : undefined)),
			...interfaces.flatMap(interfacePoints),
		]
	}
	const readGateways = async (): Promise<Point[]> =>
		(await ask('gateways')).flatMap(row => dialect.gateway(row) ?? []).map(gatewayPoint)

	// Sections end in any order, but two polls should differ only where the firewall does.
	const found: Point[][] = [[], []]
	const read = (name: Question, at: number, points: () => Promise<Point[]>) =>
		context.section(name, async () => {
			found[at] = await points()
			return []
		})
	try {
		await Promise.all([
			read('interfaces', 0, readInterfaces),
			read('gateways', 1, readGateways),
			outside.section(),
		])
	} finally {
		context.add(found.flat())
		await client?.then(
			one => one.close(),
			() => {},
		)
	}
}

function connect(options: FirewallOptions, signal: AbortSignal): Promise<HttpClient> {
	const origin = options.host ?? DEFAULT_HOST
	return openHttp({...origin, ...trustOf(origin, options), signal, concurrency: 2})
}

function warnOfUnknown(
	interfaces: readonly Interface[],
	asked: readonly string[],
	{log, source}: PollContext,
): void {
	const unknown = unknownIn(interfaces, asked)
	if (unknown.length === 0) return
	const names = interfaces.map(({name}) => name).join(', ')
	log.warn(`${source} has no interface ${unknown.map(word => `"${word}"`).join(', ')} (--wan), but ${names}`)
}
