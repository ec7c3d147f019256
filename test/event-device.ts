import type {Catalog} from '../src/catalog.ts'
import {eventsCommand, notifyTest} from '../src/commands/index.ts'
import {sections} from '../src/config/sections.ts'
import {wanGateway} from '../src/devices/wan/metrics.ts'
import {ConnectError} from '../src/errors.ts'
import {point} from '../src/metrics/model.ts'
import {fakeDevice} from './fake-device.ts'

/**
 * A catalogue whose device says of each argument that it is a gateway: `up=A` or `down=B`. `unreachable` is a device that
 * does not answer, `hang` one that never does.
 */
export function gatewayCatalog(): Catalog {
	const device = fakeDevice(async (_options, {args, add}) => {
		for (const arg of args) {
			if (arg === 'hang') await new Promise(() => {})
			if (arg === 'unreachable') throw new ConnectError('No connection to box')
			const [state, gateway] = arg.split('=')
			add([point(wanGateway, {gateway}, {up: state === 'up'})])
		}
	})
	return {devices: [device], commands: [eventsCommand, notifyTest], sections}
}
