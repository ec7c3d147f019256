import {ParseError} from '../../../errors.ts'
import {mergeLines} from '../../xdsl/merge.ts'
import {driverProfile} from '../broadcom/profile.ts'
import {whole} from '../numbers.ts'
import {ipv4Fields, type Reading, type Wan} from '../reading.ts'
import {unknownAnswer} from '../unknown-answer.ts'
import {technicolorLine} from './line.ts'
import {errorOf, objectsBelow, parameters} from './parameters.ts'

/** Everything of one exec: each line carries its whole path, so the answers of several commands need nothing between. */
export function parseTechnicolor(answer: string): Reading {
	const all = parameters(answer)
	const found = objectsBelow('sys.class.xdsl.', all)
	if (found.size === 0) throw nothingFound(answer)
	const lines = [...found].sort(([a], [b]) => (a < b ? -1 : 1))
	return {
		lines: lines.map(([name, values], index) => ({
			...mergeLines([technicolorLine(values), index === 0 ? exchange(all) : {}]),
			...(lines.length > 1 && {name: name.replace(/^@/, '')}),
		})),
		wans: [...objectsBelow('rpc.network.interface.', all)].map(([name, values]) => connection(name, values)),
	}
}

/** What the driver knows beside the line: the profile, and the chips of the exchange. */
function exchange(all: ReadonlyMap<string, string>): Parameters<typeof mergeLines>[0][number] {
	const of = (name: string) => all.get(`rpc.xdslctl.${name}`)
	return {
		line: {
			profile: driverProfile(of('DslProfile')),
			dslam_vendor: of('DslamChipset') || undefined,
			dslam_version: of('DslamVersion') || undefined,
		},
	}
}

function connection(name: string, values: ReadonlyMap<string, string>): Wan {
	const isUp = values.get('up')
	return {
		name: name.replace(/^@/, ''),
		fields: {
			up: isUp === '1' ? true : isUp === '0' ? false : undefined,
			...(isUp !== '0' && {
				...ipv4Fields(values.get('ipaddr')),
				uptime_seconds: whole(values.get('uptime')),
			}),
		},
	}
}

function nothingFound(answer: string): ParseError {
	const error = errorOf(answer)
	if (error === undefined) return unknownAnswer('transformer-cli', answer)
	return new ParseError(`transformer-cli says "${error}"`, {
		hint: 'This model has no DSL line, or another interface is its WAN',
	})
}
