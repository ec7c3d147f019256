import type {ConfigSection} from '../config/configuration.ts'
import {count, duration, endpoint} from '../config/values.ts'
import {UsageError} from '../errors.ts'
import {kindNames} from '../events/kinds.ts'
import {quietHours} from './quiet.ts'
import {httpUrl} from './url.ts'

export const TYPES = ['syslog', 'discord', 'webhook', 'exec'] as const
export const FACILITIES = [
	'kern',
	'user',
	'mail',
	'daemon',
	'auth',
	'syslog',
	'lpr',
	'news',
	'uucp',
	'cron',
].concat([
	'authpriv',
	'ftp',
	'ntp',
	'audit',
	'alert',
	'clock',
	...[0, 1, 2, 3, 4, 5, 6, 7].map(number => `local${number}`),
])

/** The key `notify` of the configuration file: targets by names of the user's choice. */
export const notifySection = {
	key: 'notify',
	named: true,
	options: {
		type: {value: 'type', choices: TYPES, help: 'what kind of target it is'},
		kinds: {value: 'kind', choices: kindNames, many: true, help: 'send only these kinds of events'},
		except: {value: 'kind', choices: kindNames, many: true, help: 'send all but these kinds'},
		quiet: {
			value: 'time-time',
			parse: quietHours,
			help: 'keep events back at these hours, local time, as in 22:00-07:00; they are sent afterwards',
		},
		storm: {
			value: 'number',
			parse: count,
			help: 'more events than this at once become one message with a count (default: 5, for syslog 100)',
		},
		timeout: {
			value: 'duration',
			parse: duration,
			default: 3000,
			help: 'longest time for one sending (default: 3s)',
		},
		address: {
			value: 'address',
			parse: address,
			help: 'syslog: host[:port] (default port: 514, with TLS 6514)',
		},
		protocol: {
			value: 'protocol',
			choices: ['udp', 'tcp', 'tls'] as const,
			default: 'udp',
			help: 'syslog: how to send',
		},
		format: {
			value: 'format',
			choices: ['rfc5424', 'rfc3164'] as const,
			default: 'rfc5424',
			help: 'syslog: form of a message; rfc3164 is for old servers',
		},
		framing: {
			value: 'framing',
			choices: ['octet-counting', 'lf'] as const,
			default: 'octet-counting',
			help: 'syslog over tcp: how messages are told apart; lf is for servers that read lines',
		},
		facility: {value: 'name', choices: FACILITIES, default: 'local0', help: 'syslog: facility'},
		caFile: {value: 'file', help: 'syslog with TLS, webhook: certificates of authorities to trust, in PEM'},
		url: {
			value: 'url',
			parse: httpUrl,
			help: 'webhook: where to post, where the URL is no secret',
		},
		urlFile: {value: 'file', help: 'discord, webhook: file with the URL, which is a secret'},
		tokenFile: {value: 'file', help: 'webhook: file with a token for the header Authorization: Bearer'},
		mention: {
			value: 'id',
			parse: userNumber,
			help: 'discord: number of the user to mention with warnings and errors',
		},
		command: {value: 'word', many: true, help: 'exec: program and arguments, a list; no shell is involved'},
	},
	types: {
		what: 'notification target',
		option: 'type',
		common: ['type', 'kinds', 'except', 'quiet', 'storm', 'timeout'],
		own: {
			syslog: {
				options: ['address', 'protocol', 'format', 'framing', 'facility', 'caFile'],
				needs: [['address']],
			},
			discord: {options: ['urlFile', 'mention'], needs: [['urlFile']], secrets: ['url']},
			webhook: {
				options: ['url', 'urlFile', 'tokenFile', 'caFile'],
				needs: [['url', 'urlFile']],
				secrets: ['token'],
			},
			exec: {options: ['command'], needs: [['command']]},
		},
	},
} as const satisfies ConfigSection

/** `host[:port]` as it is written; which port it has otherwise depends on the protocol. */
function address(text: string): string {
	endpoint(514)(text)
	return text
}

function userNumber(text: string): string {
	if (/^\d{5,25}$/.test(text)) return text
	throw new UsageError(
		`"${text}" is no number of a user: use the digits that Discord copies as "User ID", as in 123456789012345678`,
	)
}
