import os from 'node:os'
import {UsageError} from '../../errors.ts'
import {sshSecrets} from '../../transports/ssh/options.ts'
import {defineDevice} from '../device.ts'
import {ifstat as measurement} from './metrics.ts'
import {options} from './options.ts'

export const ifstat = defineDevice({
	name: 'ifstat',
	summary: 'interface counters of this machine, of one over SSH, or of an ifstat.py server',
	examples: [
		['linestat ifstat', 'all interfaces of this machine but lo'],
		["linestat ifstat 'eth*' --alias eth0=WAN", 'some of them, one with a name of your own'],
		['linestat ifstat eth0 --interval 1s', 'rates, once a second'],
		['linestat ifstat --ssh root@router', 'a machine that has a shell and nothing else'],
		['linestat ifstat --tcp router:19998', 'a machine on which ifstat.py runs'],
	],
	argument: {name: 'interface', help: 'names, or globs in quotes (default: all but lo)'},
	options,
	secrets: sshSecrets,
	measurements: [measurement],
	source({ssh, tcp}) {
		if (ssh !== undefined && tcp !== undefined) {
			throw new UsageError('--ssh and --tcp are two sources', {hint: 'Use one of them'})
		}
		return (ssh ?? tcp)?.host ?? os.hostname()
	},
	load: () => import('./poll.ts'),
})
