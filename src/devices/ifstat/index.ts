import os from 'node:os'
import {defineDevice} from '../device.ts'
import {ifstat as measurement} from './metrics.ts'

export const ifstat = defineDevice({
	name: 'ifstat',
	summary: 'interface counters of this machine, of one over SSH, or of an ifstat.py server',
	examples: [['linestat ifstat', 'all interfaces of this machine but lo']],
	argument: {name: 'interface', help: 'names or globs'},
	options: {},
	measurements: [measurement],
	source: () => os.hostname(),
	load: () => import('./poll.ts'),
})
