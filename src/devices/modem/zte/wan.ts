import {whole} from '../numbers.ts'
import {ipv4Fields, type Wan} from '../reading.ts'
import type {Page} from './page.ts'

type Values = ReadonlyMap<string, string>

/**
 * The connection to the internet among those for management and voice: the one named so, connected if one of them is;
 * else the only one that is connected and has an address.
 */
export function zteWan({instances}: Page): Wan[] {
	const all = instances.map(({values}) => values).filter(values => values.has('ConnStatus'))
	const internet = all.filter(values => /inet|internet/i.test(values.get('WANCName') ?? ''))
	const connected = all.filter(values => isConnected(values) && address(values) !== undefined)
	const chosen =
		internet.find(isConnected) ?? internet[0] ?? (connected.length === 1 ? connected[0] : undefined)
	if (chosen === undefined) return []
	const up = isConnected(chosen)
	return [
		{
			name: chosen.get('WANCName') || 'wan',
			fields: {
				up,
				...(up && ipv4Fields(address(chosen))),
				uptime_seconds: up ? whole(chosen.get('UpTime')) : undefined,
			},
		},
	]
}

const isConnected = (values: Values): boolean => values.get('ConnStatus') === 'Connected'

const address = (values: Values): string | undefined => ipv4Fields(values.get('IPAddress')).ipv4
