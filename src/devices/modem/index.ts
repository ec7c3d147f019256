import {sshSecrets} from '../../transports/ssh/options.ts'
import {defineDevice} from '../device.ts'
import {wan} from '../wan/metrics.ts'
import {xdslBins, xdslDirection, xdslInterval, xdslLine} from '../xdsl/metrics.ts'
import {MODEL_NAMES, MODELS, modelNamed} from './models.ts'
import {pollOptions} from './options.ts'

export const modem = defineDevice({
	name: 'modem',
	summary: 'the DSL line of a Technicolor, Broadcom, OpenWrt or ZTE modem, by SSH or its web pages',
	examples: [
		['linestat modem openwrt --host 192.168.1.1', 'a router with OpenWrt and a Lantiq or Intel modem'],
		['linestat modem technicolor --legacy-ssh', 'a Technicolor with a root shell, and old algorithms'],
		['linestat modem broadcom --bins --format table', 'also margin and attenuation of each band'],
		['linestat modem zte-h267a --password-file ~/zte.pass', 'a ZTE over its web pages'],
		['linestat modem resync --model openwrt --yes', 'interrupt the line, so that it syncs anew'],
	],
	argument: {name: 'model', help: `kind of modem: ${MODEL_NAMES.join(', ')}`, choices: MODEL_NAMES},
	options: pollOptions,
	secrets: sshSecrets,
	measurements: [xdslLine, xdslDirection, xdslInterval, xdslBins, wan],
	source: ({host}) => host,
	kind: ({model}, args) => MODELS[modelNamed(model, args)].kind,
	kinds: MODEL_NAMES.map(name => MODELS[name].kind),
	load: () => import('./poll.ts'),
})
