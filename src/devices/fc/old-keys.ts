import type {Collector} from './collector.ts'

/**
 * What is told of a configuration in the words of fc_device_stats: which of its keys were read, as what, and which mean
 * nothing here; undefined where there is none.
 */
export function oldNote(
	collectors: readonly Collector[],
	hasList: boolean,
	hasInterval: boolean,
): string | undefined {
	const keys = [...new Set(collectors.flatMap(({oldKeys}) => oldKeys))]
	const meanings = keys.map(key => MEANING[key] ?? key)
	if (hasList) {
		keys.unshift('fcs')
		meanings.unshift('collectors')
	}
	const read = keys.length === 0 ? [] : [`${list(keys)} of fc_device_stats are read as ${list(meanings)}`]
	const unused = hasInterval
		? ['Admin.retry_interval means nothing here, since cron or Telegraf decides when to poll']
		: []
	const parts = [...read, ...unused]
	return parts.length === 0 ? undefined : parts.join('; ')
}

const MEANING: Readonly<Record<string, string>> = {
	fc_ip: 'host',
	fc_username: 'user',
	fc_password: 'password',
}

const list = (words: readonly string[]): string =>
	words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
