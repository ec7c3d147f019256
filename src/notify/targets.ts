import type {Configuration} from '../config/configuration.ts'
import type {OptionsOf} from '../config/options.ts'
import {type Layer, resolveOptions} from '../config/resolve.ts'
import {readSecretFile} from '../config/secret-file.ts'
import {didYouMean} from '../config/suggest.ts'
import {endpoint} from '../config/values.ts'
import {ConfigError} from '../errors.ts'
import {kindNames} from '../events/kinds.ts'
import type {Io} from '../io.ts'
import type {Log} from '../log.ts'
import {FACILITIES, notifySection} from './options.ts'
import {parseUrl} from './post.ts'
import type {Target} from './target.ts'

type Options = OptionsOf<typeof notifySection.options>

/** The targets of the configuration file. Throws `ConfigError` where one lacks something or has an unknown kind. */
export function targetsOf(configuration: Configuration | undefined, io: Io, log: Log): Target[] {
	const entries = configuration?.entries(notifySection.key) ?? new Map<string, Layer>()
	return [...entries].map(([name, layer]) => {
		const options = resolveOptions(notifySection.options, [layer])
		const isLog = options.type === 'syslog'
		return {
			name,
			wants: wanting(name, options),
			quiet: options.quiet,
			storm: options.storm ?? (isLog ? 100 : 5),
			mostMessages: isLog ? Number.POSITIVE_INFINITY : 10,
			timeoutMs: options.timeout,
			...sending(name, options, io, log),
		}
	})
}

/** The code of a type is loaded when something is sent. */
function sending(name: string, options: Options, io: Io, log: Log): Pick<Target, 'what' | 'send'> {
	const {type, caFile} = options
	const secret = (file: string) => {
		const text = readSecretFile(file, false, io.env.HOME)
		log.hide(text)
		return text
	}
	if (type === 'syslog') {
		const {protocol, format} = options
		const address = need(name, type, 'address', options.address)
		const server = {...endpoint(protocol === 'tls' ? 6514 : 514)(address), protocol, caFile}
		const facility = FACILITIES.indexOf(options.facility)
		return {
			what: `syslog ${server.host}:${server.port} (${protocol})`,
			async send(messages, context) {
				const syslog = await import('./syslog/index.ts')
				await syslog.send({...server, format, facility}, messages, context)
			},
		}
	}
	if (type === 'discord') {
		const file = need(name, type, 'url_file', options.urlFile)
		const {mention} = options
		if (mention !== undefined && !/^\d{5,25}$/.test(mention)) {
			throw new ConfigError(`"mention" of the notification target ${name} is no number of a user`)
		}
		return {
			what: 'discord',
			async send(messages, context) {
				const discord = await import('./discord.ts')
				await discord.send({url: parseUrl(secret(file), file), mention}, messages, context)
			},
		}
	}
	if (type === 'webhook') {
		const {url, urlFile, tokenFile} = options
		if (urlFile === undefined) need(name, type, 'url or url_file', url)
		return {
			what: 'webhook',
			async send(messages, context) {
				const webhook = await import('./webhook.ts')
				const where =
					urlFile === undefined
						? parseUrl(url ?? '', `notify.${name}.url`)
						: parseUrl(secret(urlFile), urlFile)
				const token = tokenFile === undefined ? undefined : secret(tokenFile)
				await webhook.send({url: where, token, caFile}, messages, context)
			},
		}
	}
	if (type === 'exec') {
		const {command} = options
		need(name, type, 'command', command[0])
		return {
			what: `exec ${command[0]}`,
			async send(messages, context) {
				const exec = await import('./exec.ts')
				await exec.send(command, messages, context)
			},
		}
	}
	throw new ConfigError(`The notification target ${name} has no "type"`, {
		hint: 'Use syslog, discord, webhook or exec',
	})
}

function need(name: string, type: string, key: string, value: string | undefined): string {
	if (value !== undefined) return value
	throw new ConfigError(`The notification target ${name} needs "${key}", as every ${type}`)
}

function wanting(name: string, {kinds, except}: Options): (kind: string) => boolean {
	for (const kind of [...kinds, ...except]) {
		const known: readonly string[] = kindNames
		if (known.includes(kind)) continue
		throw new ConfigError(
			`The notification target ${name} names "${kind}", which is no kind of event${didYouMean(kind, known)}`,
			{
				hint: `Kinds are ${kindNames.join(', ')}`,
			},
		)
	}
	return kind => kind === 'test' || ((kinds.length === 0 || kinds.includes(kind)) && !except.includes(kind))
}
