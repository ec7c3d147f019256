import fs from 'node:fs'
import {point} from '../../metrics/model.ts'
import type {PollContext} from '../device.ts'
import {ifstat} from './metrics.ts'

export async function poll(_options: unknown, context: PollContext): Promise<void> {
	const names = fs.readdirSync('/sys/class/net')
	context.add(
		names.map(name => {
			const file = `/sys/class/net/${name}/statistics/rx_bytes`
			return point(ifstat, {interface: name}, {rx_bytes: BigInt(fs.readFileSync(file, 'utf8').trim())})
		}),
	)
}
