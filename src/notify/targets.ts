import type {Configuration} from '../config/configuration.ts'
import type {OptionsOf} from '../config/options.ts'
import {type Layer, resolveOptions} from '../config/resolve.ts'
import {endpoint} from '../config/values.ts'
import {ConfigError} from '../errors.ts'
import type {Io} from '../io.ts'
import type {Log} from '../log.ts'
import {readSecret, readUrl} from './files.ts'
import {FACILITIES, notifySection} from './options.ts'
import type {Target} from './target.ts'
import {secretsOf} from './url.ts'

type Options = OptionsOf<typeof notifySection.options>

/** The targets of the configuration file, which has been checked. Their code and their files are read when something is sent. */
export function targetsOf(configuration: Configuration | undefined, io: Io, log: Log): Target[] {
	const entries = configuration?.entries(notifySection.key) ?? new Map<string, Layer>()
	return [...entries].map(([name, layer]) => {
		const options = resolveOptions(notifySection.options, [layer])
		const {kinds, except} = options
		const isLog = options.type === 'syslog'
		return {
			name,
			wants: kind =>
				kind === 'test' || ((kinds.length === 0 || isOneOf(kind, kinds)) && !isOneOf(kind, except)),
			quiet: options.quiet,
			storm: options.storm ?? (isLog ? 100 : 5),
			mostMessages: isLog ? Number.POSITIVE_INFINITY : 10,
			timeoutMs: options.timeout,
			...senders[options.type ?? 'exec'](options, io, log),
		}
	})
}

const isOneOf = (kind: string, kinds: readonly string[]): boolean => kinds.includes(kind)

type Sender = (options: Options, io: Io, log: Log) => Pick<Target, 'what' | 'atOnce' | 'send'>

/** What each type needs is there: the file was read with the schema of its section. */
const senders: Readonly<Record<NonNullable<Options['type']>, Sender>> = {
	syslog({address = '', protocol, framing, format, caFile, ...options}) {
		const server = {...endpoint(protocol === 'tls' ? 6514 : 514)(address), protocol, framing, caFile}
		const facility = FACILITIES.indexOf(options.facility)
		return {
			what: `syslog ${server.host}:${server.port} (${protocol})`,
			atOnce: Number.POSITIVE_INFINITY,
			async send(messages, context) {
				const syslog = await import('./syslog/index.ts')
				await syslog.send({...server, format, facility}, messages, context)
			},
		}
	},
	discord({urlFile = '', mention}, io, log) {
		return {
			what: 'discord',
			atOnce: 10,
			async send(messages, context) {
				const discord = await import('./discord.ts')
				const url = readUrl(urlFile, io.env.HOME)
				for (const secret of secretsOf(url)) log.hide(secret)
				await discord.send({url, mention}, messages, context)
			},
		}
	},
	webhook({url: inFile, urlFile, tokenFile, caFile}, io, log) {
		return {
			what: 'webhook',
			atOnce: 1,
			async send(messages, context) {
				const webhook = await import('./webhook.ts')
				const url = urlFile === undefined ? inFile : readUrl(urlFile, io.env.HOME)
				if (url === undefined) throw new ConfigError('it has no URL')
				const token = tokenFile === undefined ? undefined : readSecret(tokenFile, io.env.HOME)
				for (const secret of [...secretsOf(url), ...(token === undefined ? [] : [token])]) log.hide(secret)
				await webhook.send({url, token, caFile}, messages, context)
			},
		}
	},
	exec({command}) {
		return {
			what: `exec ${command[0]}`,
			atOnce: 1,
			async send(messages, context) {
				const exec = await import('./exec.ts')
				await exec.send(command, messages, context)
			},
		}
	},
}
