import type {Exchange} from '../../conversation.ts'
import {documentationMac, inShape, likeMac, numbered} from '../../redact.ts'

/** How a private value is replaced, by its key in the API. */
const KINDS = {
	name: [
		...['hostname', 'primary_name', 'default_name', 'device_name', 'name_dns', 'name_mdns', 'name_netbios'],
		...['ssid', 'label', 'user_main_storage', 'set_name', 'cloudinit_hostname', 'comment', 'description'],
		...['active_vpn_description', 'user', 'username'],
	],
	number: ['number', 'phone_number'],
	domain: ['api_domain', 'domain_name', 'remote_host', 'remote_addr', 'domain'],
	path: ['path', 'disk_path', 'cd_path'],
	code: [
		...[
			'serial',
			'sfp_serial',
			'serial_number',
			'bundle',
			'iccid',
			'gcid',
			'uid',
			'uuid',
			'set_uuid',
			'dev_uuid',
		],
		...['remote_public_key', 'boot_file'],
	],
} as const

type Kind = keyof typeof KINDS

const KIND_OF = new Map<string, Kind>(
	Object.entries(KINDS).flatMap(([kind, keys]) => keys.map(key => [key, kind as Kind] as const)),
)

/** Questions whose `name` was given by a person; elsewhere it is the box's own, and part of the next question. */
const NAMES_OF_PEOPLE =
	/^GET (call\/|vm\/|dhcp\/|storage\/raid|lan\/config|lan\/browser\/(?!interfaces)|wifi\/ap\/\d+\/stations)/

/** `"key":"value"`, also where the body was cut within the value. */
const STRINGS = /"([a-z_\d]+)"(\s*:\s*)"((?:\\.|[^"\\])*)("|$)/g

/** Also those of which an identity is made: `ether-d0:23:db:36:15:aa`, or two of them with a hyphen. */
const MACS = /(?:[\da-f]{2}[:-]){5}[\da-f]{2}/gi
const ADDRESS = /^(?:[\d.]+|[\da-f:]*:[\da-f:.]*)$/i

/**
 * A capture without what tells of people, machines and places: names, telephone numbers, paths, serial numbers, MAC
 * addresses. The same value gets the same stand-in everywhere, so that what belongs together still does. Public addresses
 * are replaced for every device.
 */
export function withoutPeople(exchanges: readonly Exchange[]): Exchange[] {
	const macs = numbered(documentationMac)
	const names = numbered(index => `name${index}`)
	// Of the range that is kept for films.
	const numbers = numbered(index => `0199${String(index).padStart(6, '0')}`)
	const domains = numbered(index => `host${index}.example`)
	const paths = numbered(index => Buffer.from(`/path${index}`).toString('base64'))
	let codes = 0
	const codeLike = new Map<string, string>()

	const standIn: Readonly<Record<Kind, (value: string) => string>> = {
		name: value => (isNumber(value) ? standIn.number(value) : names(value)),
		// Short ones are those of the house, as **1, and of services.
		number: value => (value.replace(/\D/g, '').length < 5 ? value : numbers(value)),
		domain: value => (ADDRESS.test(value) ? value : domains(value)),
		path: paths,
		code(value) {
			if (value.length < 5) return value
			const known = codeLike.get(value) ?? inShape(value, ++codes)
			codeLike.set(value, known)
			return known
		},
	}
	return exchanges.map(({question, answer}) => {
		const hasNames = NAMES_OF_PEOPLE.test(question)
		const replaced = answer.replace(
			STRINGS,
			(whole, key: string, colon: string, value: string, end: string) => {
				const kind = KIND_OF.get(key) ?? (key === 'name' && hasNames ? 'name' : undefined)
				if (kind === undefined || value.trim() === '') return whole
				return `"${key}"${colon}"${standIn[kind](value)}${end}`
			},
		)
		return {question, answer: replaced.replace(MACS, mac => likeMac(mac, macs))}
	})
}

const isNumber = (value: string): boolean => /^[+*#\d .]+$/.test(value)
