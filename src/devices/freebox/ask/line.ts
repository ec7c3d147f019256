import {counter, type Json, object} from '../../../json.ts'
import type {Point} from '../../../metrics/model.ts'
import {freeboxConnection} from '../metrics/connection.ts'
import {readConfig, readConnection, upSince} from '../read/connection.ts'
import {hasOptic, readFtth} from '../read/ftth.ts'
import {readXdsl} from '../read/xdsl.ts'
import {ifThere} from './absent.ts'
import type {Section} from './section.ts'

export const connection: Section = async ({get, groups, now, patchRateUp}) => {
	const uptime = groups.has('system') ? uptimeOf(get, now) : undefined
	const points = readConnection(await get('connection/'), await uptime)
	return patchRateUp && groups.has('switch') ? points.map(withoutSent) : points
}

/** The box does not tell how long the connection is up, but keeps a log of it. */
async function uptimeOf(get: (path: string) => Promise<Json>, now: number): Promise<bigint | undefined> {
	// Without them the connection is told all the same.
	const [logs, system] = await Promise.all(
		['connection/logs/', 'system/'].map(path => get(path).catch(() => [])),
	)
	const since = upSince(logs ?? [])
	if (since === undefined) return undefined
	const seconds = BigInt(now) - since
	const longest = counter(object(system).uptime_val)
	// A box whose clock is not set yet, or ours: no uptime rather than a wrong one.
	return seconds >= 0n && (longest === undefined || seconds <= longest) ? seconds : undefined
}

/** With `--patch-rate-up` these come from the ports of the switch. */
function withoutSent(point: Point): Point {
	if (point.measurement !== freeboxConnection) return point
	const {rate_up, bytes_up, ...fields} = point.fields
	return {...point, fields}
}

export const config: Section = async ({get}) => readConfig(await get('connection/config/'))

/**
 * The fibre or DSL line. `media` names the one in use, which tells little on 4G backup; and a fibre box whose line is down
 * says xdsl. So where it is not certain, both are asked, and the one that is there is printed.
 */
export const line: Section = async ({get, connection}) => {
	const {isUp, media, tag} = await connection()
	if (media === 'ftth') return fibre(await ifThere(get('connection/ftth/')), tag)
	if (media === 'xdsl' && isUp) return dsl(await ifThere(get('connection/xdsl/')), tag)
	const [ftth, xdsl] = await Promise.all([ifThere(get('connection/ftth/')), ifThere(get('connection/xdsl/'))])
	return ftth !== undefined && hasOptic(ftth) ? fibre(ftth, tag) : dsl(xdsl, tag)
}

const fibre = (answer: Json | undefined, tag: string | undefined): Point[] =>
	answer === undefined ? [] : readFtth(answer, tag)

const dsl = (answer: Json | undefined, tag: string | undefined): Point[] =>
	answer === undefined ? [] : readXdsl(answer, tag)
