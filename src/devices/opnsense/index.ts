import {sourceOf} from '../../transports/origin.ts'
import {defineDevice} from '../device.ts'
import {firewallMeasurements} from '../firewall/metrics.ts'
import {DEFAULT_HOST, firewallOptions, sourceSecrets} from '../firewall/options.ts'

export const opnsense = defineDevice({
	name: 'opnsense',
	summary: 'WAN, gateways and interfaces of an OPNsense, by its API',
	examples: [
		['linestat opnsense --key-file key --secret-file secret', 'the firewall at 192.168.1.1'],
		['linestat opnsense --host fw.example --ca-file ca.pem', 'one whose certificate an own authority signed'],
		['linestat opnsense --wan wan --wan opt1', 'two connections, also while they are down'],
	],
	options: firewallOptions,
	secrets: {key: {help: 'API key'}, secret: {help: 'API secret'}, ...sourceSecrets},
	measurements: firewallMeasurements,
	source: ({host = DEFAULT_HOST}) => sourceOf(host),
	load: () => import('./poll.ts'),
})
