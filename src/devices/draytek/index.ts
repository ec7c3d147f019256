import {sshSecrets} from '../../transports/ssh/options.ts'
import {defineDevice} from '../device.ts'
import {router} from '../router/metrics.ts'
import {wan} from '../wan/metrics.ts'
import {xdslMeasurements} from '../xdsl/metrics.ts'
import {draytekOptions} from './options.ts'

export const draytek = defineDevice({
	name: 'draytek',
	summary: 'the DSL line of a DrayTek Vigor, by Telnet or SSH',
	examples: [
		['linestat draytek --password-file ~/vigor.pass', 'the modem at 192.168.1.1'],
		['linestat draytek --host 192.168.2.1 --sections status', 'rates and margins only, in one question'],
		['linestat draytek --bins --format table', 'also bits and SNR of each band'],
		['linestat draytek --timeout 30s', 'a Vigor 167, whose counters take over ten seconds'],
	],
	options: draytekOptions,
	secrets: sshSecrets,
	measurements: [...xdslMeasurements, wan, router],
	source: ({host}) => host,
	load: () => import('./poll.ts'),
})
