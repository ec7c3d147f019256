import {ConnectError} from '../../errors.ts'
import type {Point} from '../../metrics/model.ts'
import type {SshOptions} from '../../transports/ssh/options.ts'
import type {SshTarget} from '../../transports/ssh/target.ts'
import type {PollContext} from '../device.ts'
import {wan} from '../wan/metrics.ts'
import {MODELS, type ModelName} from './models.ts'
import {pollOptions} from './options.ts'
import {wanPoints} from './points.ts'

/** The modem, and how to log in to it. */
interface Place {
	readonly model: ModelName
	readonly target: SshTarget
}

/** The address of a modem's own connection to the internet, for whoever is behind it. Throws `ConnectError` where it has none. */
export async function modemAddress(
	{model: name, target}: Place,
	ssh: SshOptions,
	context: PollContext,
): Promise<string> {
	const {user: username, host, port} = target
	const points: Point[] = []
	const inner: PollContext = {
		...context,
		source: host,
		add: added => void points.push(...added),
		async section(_name, read) {
			points.push(...(await read()))
			return true
		},
		exchange: (_question, ask) => ask(),
	}
	const options = {
		...ssh,
		host,
		port,
		username,
		model: name,
		program: pollOptions.program.default,
		interface: pollOptions.interface.default,
		sections: undefined,
		caFile: undefined,
		tlsFingerprint: undefined,
		tls: false,
		preempt: false,
		bins: false,
		bonded: false,
	}
	const model = await MODELS[name].load()
	const {wans} = await model.read(['line', 'wan'], options, inner)
	const found = [...points, ...wanPoints(wans)].filter(({measurement}) => measurement.name === wan.name)
	const address = found.map(({fields}) => fields.ipv4).find(one => typeof one === 'string')
	if (address !== undefined) return address
	throw new ConnectError(`The modem ${host} has no address of its own`, {
		hint: 'Check that its connection is up; a modem that is a bridge has none',
	})
}
