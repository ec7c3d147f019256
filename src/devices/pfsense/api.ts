import {ParseError} from '../../errors.ts'
import {list, objects, text} from '../../json.ts'
import type {Dialect} from '../firewall/dialect.ts'
import {readGateway} from './gateway.ts'
import {readInterface} from './interface.ts'

/** What both generations of the API share: the envelope, and the rows but for what one of them leaves out. */
const common = {
	device: 'pfsense',
	rows(question, answer) {
		const {status, data, message} = answer
		if (status !== 'ok' || !Array.isArray(data)) {
			const said = text(message)?.slice(0, 120)
			throw new ParseError(
				`${question}: the answer has no "status":"ok" and "data"${said === undefined ? '' : ` (${said})`}`,
				{hint: 'Check --api, and the settings of the API on the firewall'},
			)
		}
		return objects(list(data))
	},
	interface: readInterface,
	gateway: readGateway,
} as const satisfies Partial<Dialect>

/** The package pfSense-pkg-API. */
export const v1: Dialect = {
	...common,
	paths: {interfaces: '/api/v1/status/interface', gateways: '/api/v1/status/gateway'},
	hints: {
		forbidden: () => "Give the user of the key the privileges of this page, and see the API's interfaces",
		missing: 'Check that the package is installed, or use --api v2',
	},
}

/** The package pfSense-pkg-RESTAPI. */
export const v2: Dialect = {
	...common,
	paths: {interfaces: '/api/v2/status/interfaces', gateways: '/api/v2/status/gateways'},
	hints: {
		forbidden: question =>
			`Give the user of the key the privilege api-v2-status-${question}-get, and see the API's access list`,
		missing: 'Check that the package REST API is installed, or use --api v1 with a key of two words',
	},
}
