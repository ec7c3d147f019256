import {sshSecrets} from '../../transports/ssh/options.ts'
import {defineDevice} from '../device.ts'
import {fcCollector, fcExporter, fcTotals} from './metrics.ts'
import {DEFAULT_SITE, options} from './options.ts'

export const fc = defineDevice({
	name: 'fc',
	summary: 'exporters that stopped sending to Stealthwatch Flow Collectors',
	examples: [
		['linestat fc --collector root@10.0.0.1 --collector root@10.0.0.2', 'two collectors, once'],
		['linestat fc --name netflow', 'those of an entry in linestat.yaml'],
		['linestat fc --collectors-file config.yaml', 'those that fc_device_stats polled'],
		['linestat fc report', 'what is down, what changed, and the down time of the month'],
	],
	options,
	secrets: sshSecrets,
	measurements: [fcTotals, fcCollector, fcExporter],
	restsOnState: true,
	timeoutMs: 20_000,
	source({site, collector, collectors, fcs}) {
		if (site !== DEFAULT_SITE) return site
		const named = [...collector, ...collectors, ...fcs].map(({name}) => name)
		return named.length === 0 ? site : named.join(',')
	},
	load: () => import('./poll.ts'),
})
