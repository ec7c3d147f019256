import type {Measurement} from '../../metrics/model.ts'

/** A field's place in a pair: the quantity that both have, and which side it is. */
export interface Half {
	readonly quantity: string
	readonly side: string
	/** The sides that are there, in their order. */
	readonly sides: readonly string[]
}

const RX_TX = ['rx', 'tx'] as const
const DOWN_UP = ['down', 'up'] as const

/**
 * Whether a field is one direction of a quantity whose other direction the measurement has too, as `rx_bytes` and
 * `tx_bytes`, `rate_down` and `rate_up`. Among such pairs an `rx_` or `tx_` that is alone keeps its side.
 */
export function halfOf({fields}: Measurement, field: string): Half | undefined {
	for (const side of RX_TX) {
		const other = side === 'rx' ? 'tx' : 'rx'
		if (field.startsWith(`${side}_`)) {
			const quantity = field.slice(side.length + 1)
			if (`${other}_${quantity}` in fields) return {quantity, side, sides: RX_TX}
			return Object.keys(fields).some(one => one.startsWith('rx_') && one.replace('rx_', 'tx_') in fields)
				? {quantity, side, sides: [side]}
				: undefined
		}
	}
	for (const pair of [RX_TX, DOWN_UP]) {
		const side = pair.find(one => field.endsWith(`_${one}`))
		if (side === undefined) continue
		const quantity = field.slice(0, -side.length - 1)
		if (pair.every(one => `${quantity}_${one}` in fields)) return {quantity, side, sides: pair}
	}
	return undefined
}
