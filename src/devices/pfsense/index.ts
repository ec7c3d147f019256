import {sourceOf} from '../../transports/origin.ts'
import {defineDevice} from '../device.ts'
import {firewallMeasurements} from '../firewall/metrics.ts'
import {DEFAULT_HOST, sourceSecrets} from '../firewall/options.ts'
import {pfsenseOptions} from './options.ts'

export const pfsense = defineDevice({
	name: 'pfsense',
	summary: 'WAN, gateways and interfaces of a pfSense, by its REST API',
	examples: [
		['linestat pfsense --key-file ~/pfsense.key --tls-fingerprint SHA256:...', 'the firewall at 192.168.1.1'],
		['linestat pfsense --host fw.example --ca-file ca.pem', 'one whose certificate an own authority signed'],
		['linestat pfsense --wan wan --wan opt1', 'two connections, also while they are down'],
		['linestat pfsense --public-address upnp:192.168.178.1', 'also whether a NAT is in front'],
		['linestat pfsense --auth jwt --username poller --password-file pass', 'as a user, without a key'],
	],
	options: pfsenseOptions,
	secrets: {key: {help: 'API key'}, password: {help: 'password of the user'}, ...sourceSecrets},
	measurements: firewallMeasurements,
	source: ({host = DEFAULT_HOST}) => sourceOf(host),
	load: () => import('./poll.ts'),
})
