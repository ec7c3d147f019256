import {ConnectError, ParseError} from '../../../errors.ts'
import {counter, flag, type JsonObject, object, objects, parseJson, text} from '../../../json.ts'
import {ipv4Fields, type Reading, type Wan} from '../reading.ts'
import {unknownAnswer} from '../unknown-answer.ts'
import {openwrtLine} from './line.ts'

/** Stands between the answers of one exec. */
export const SEPARATOR = '@@'

/** The line, and the connection where it was asked for and is there: a bridge has none. */
export function parseOpenwrt(answer: string, connection: string): Reading {
	const [dsl = '', wan] = answer.split(new RegExp(`^${SEPARATOR}\\r?\\n`, 'm'))
	const metrics = objectIn(dsl)
	if (metrics === undefined) throw failure(dsl)
	const status = wan === undefined ? undefined : objectIn(wan)
	return {
		lines: [openwrtLine(metrics)],
		wans: status === undefined ? [] : [{name: connection, fields: connectionFields(status)}],
	}
}

/** The object of an answer, behind whatever the start-up files of the shell printed. */
function objectIn(answer: string): JsonObject | undefined {
	const start = answer.search(/^\{/m)
	if (start < 0) return undefined
	try {
		return object(parseJson(answer.slice(start, answer.lastIndexOf('}') + 1)))
	} catch (cause) {
		throw new ParseError('The answer of ubus is no JSON', {cause, hint: 'Was it cut off? Try again'})
	}
}

/** The words of ubus for its exit status. */
function failure(answer: string): ConnectError | ParseError {
	if (/Command failed: Request timed out/.test(answer)) {
		return new ConnectError('The DSL driver is busy: ubus waited in vain', {
			result: 'timeout',
			hint: 'Poll less often, or restart it with /etc/init.d/dsl_control restart',
		})
	}
	if (/Command failed: Not found/.test(answer)) {
		return new ParseError('ubus knows no object "dsl" on this machine', {
			hint: 'Is the package ltq-dsl-base installed, and is there a DSL modem?',
		})
	}
	return unknownAnswer('ubus', answer)
}

function connectionFields(status: JsonObject): Wan['fields'] {
	const [ipv4, ipv6] = [status['ipv4-address'], status['ipv6-address']].map(list =>
		text(objects(list)[0]?.address),
	)
	return {
		up: flag(status.up),
		...ipv4Fields(ipv4),
		ipv6: ipv6 ?? prefix(status),
		uptime_seconds: counter(status.uptime),
	}
}

function prefix(status: JsonObject): string | undefined {
	const [first] = objects(status['ipv6-prefix'])
	const address = text(first?.address)
	return address === undefined ? undefined : `${address}/${first?.mask ?? 64}`
}
