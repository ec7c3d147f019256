import type {OptionSpecs, OptionsOf} from '../../config/options.ts'
import {port} from '../../config/values.ts'
import {UsageError} from '../../errors.ts'
import {certificateOptions} from '../../transports/certificate-options.ts'
import {sshOptions} from '../../transports/ssh/options.ts'
import {MODEL_NAMES, SECTIONS, type Section} from './models.ts'

/** Options that say which modem is meant, shared by the poll and the actions. */
export const modemOptions = {
	model: {value: 'name', choices: MODEL_NAMES, help: 'kind of modem, where it is no argument'},
	host: {
		value: 'address',
		parse: host,
		default: '192.168.1.1',
		help: 'name or address of the modem (default: 192.168.1.1)',
	},
	port: {value: 'number', parse: port, help: 'port (default: SSH 22, ZTE 80, with --tls 443)'},
	username: {value: 'name', parse: word, help: 'login name (default: root, ZTE admin)'},
	program: {
		value: 'name',
		choices: ['xdslctl', 'xdslctl1', 'xdslcmd', 'adslctl', 'adsl'] as const,
		default: 'xdslctl',
		help: "the DSL driver's program on a Broadcom or Technicolor (default: xdslctl)",
	},
	tls: {help: 'HTTPS instead of HTTP (ZTE)'},
	preempt: {help: 'throw out whoever is logged in to the web pages (zte-h267a)'},
	...certificateOptions,
	...sshOptions,
} as const satisfies OptionSpecs

export const pollOptions = {
	...modemOptions,
	sections: {
		value: 'names',
		parse: sections,
		help: 'what to ask for beside the line, of wan, dslam, show, vectoring (default: wan where it costs no question)',
	},
	interface: {
		value: 'name',
		parse: word,
		default: 'wan',
		help: 'WAN connection by its name on a Technicolor or OpenWrt (default: wan)',
	},
	bins: {help: 'also margin and attenuation of each band (Technicolor, Broadcom)'},
	bonded: {help: 'all lines of a bonded Technicolor'},
} as const satisfies OptionSpecs

export type ModemOptions = OptionsOf<typeof modemOptions>
export type PollOptions = OptionsOf<typeof pollOptions>

/** A host that no tool takes for an option. */
function host(text: string): string {
	if (/^[^:]+:\d+$/.test(text)) throw new UsageError(`"${text}" is no host: the port goes into --port`)
	if (/^[A-Za-z\d:][\w.:%-]*$/.test(text)) return text
	throw new UsageError(`"${text}" is no host: use a name or an address`)
}

/** A word that a remote shell leaves as it is. */
function word(text: string): string {
	if (/^\w[\w.@-]*$/.test(text)) return text
	throw new UsageError(`"${text}" has other characters than letters, digits, and . @ _ -`)
}

/** Sections from `wan,dslam`; `line` is always among them. */
function sections(text: string): readonly Section[] {
	const names = text.split(',').map(name => name.trim())
	const unknown = names.find(name => !SECTIONS.some(section => section === name))
	if (unknown !== undefined) {
		throw new UsageError(`"${unknown}" is no section: use some of ${SECTIONS.join(',')}`)
	}
	return SECTIONS.filter(section => section === 'line' || names.includes(section))
}
