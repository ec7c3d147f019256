import {ParseError} from '../../../errors.ts'

/** One `Instance` of a data page: its parameters by name, below the object it belongs to. */
export interface Instance {
	readonly object: string
	readonly values: ReadonlyMap<string, string>
}

/** A data page: its instances, or the reason why there are none. */
export interface Page {
	readonly error?: string
	readonly instances: readonly Instance[]
}

/** What the pages say without a login, or without the page that they belong to. */
export const SESSION_TIMEOUT = 'SessionTimeout'

/**
 * Reads the envelope of a data page. It may contain a bare "&", which no XML parser would take, so it is scanned. Throws
 * `ParseError` for anything else, and for one that was cut off.
 */
export function readPage(text: string): Page {
	if (!text.includes('<ajax_response_xml_root>')) {
		throw new ParseError('The page is no data page of a ZTE', {hint: 'Check --model'})
	}
	if (!text.includes('</ajax_response_xml_root>'))
		throw new ParseError('The page is cut off', {hint: 'Try again; the modem may be restarting'})
	const error = plainText(/<IF_ERRORSTR>([^<]*)</.exec(text)?.[1] ?? '')
	if (error !== '' && error !== 'SUCC') return {error, instances: []}
	return {instances: instancesOf(text)}
}

/** An opening or closing tag that matters, and the text behind it. */
const TAG = /<(\/?)(Instance|ParaName|ParaValue|(?:OBJ|ID)_\w+)\s*\/?>([^<]*)/g

/** One pass over the tags. Names and values alternate; a value may be empty. */
function instancesOf(page: string): Instance[] {
	const instances: Instance[] = []
	let object = ''
	let name = ''
	let values: Map<string, string> | undefined
	for (const [, slash, tag = '', text = ''] of page.matchAll(TAG)) {
		if (tag === 'Instance') {
			if (slash !== '' && values !== undefined) instances.push({object, values})
			values = slash === '' ? new Map() : undefined
		} else if (slash !== '') continue
		else if (tag === 'ParaName') name = text.trim()
		else if (tag === 'ParaValue') values?.set(name, plainText(text).trim())
		else object = tag
	}
	return instances
}

/** The text that is all of an answer, as that to the question for a login token. */
export function tokenOf(text: string): string | undefined {
	return /<ajax_response_xml_root>\s*([^<\s]+)\s*</.exec(text)?.[1]
}

/** The value of a script's variable, as `var login_err_msg = "\x55\x73";`: bytes in hexadecimal, or plain. */
export function variableOf(page: string, name: string): string | undefined {
	const value = new RegExp(`\\b${name}\\s*=\\s*(["'])(.*?)\\1`).exec(page)?.[2]
	if (value === undefined) return undefined
	return value.replace(/(?:\\x[\da-f]{2})+/gi, bytes =>
		Buffer.from(bytes.replaceAll('\\x', ''), 'hex').toString(),
	)
}

const ENTITIES: Readonly<Record<string, string>> = {amp: '&', lt: '<', gt: '>', quot: '"', apos: "'"}

function plainText(text: string): string {
	return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex, decimal, name) => {
		if (name !== undefined) return ENTITIES[name] ?? whole
		const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
		return code <= 0x10ffff ? String.fromCodePoint(code) : whole
	})
}
