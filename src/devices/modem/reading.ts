import type {FieldsOf} from '../../metrics/model.ts'
import {isCgnat} from '../wan/cgnat.ts'
import type {wan} from '../wan/metrics.ts'
import type {DslLine} from '../xdsl/line.ts'

/** What a modem says, in base units. */
export interface Reading {
	readonly lines: readonly DslLine[]
	readonly wans: readonly Wan[]
}

/** One WAN connection by its name on the modem, as `wan`. */
export interface Wan {
	readonly name: string
	readonly fields: FieldsOf<typeof wan>
}

/** The address and whether it is translated; nothing for 0.0.0.0, which modems print for "none". */
export function ipv4Fields(address: string | undefined): Pick<Wan['fields'], 'ipv4' | 'cgnat'> {
	const cgnat = isCgnat(address ?? '')
	return address === undefined || cgnat === undefined ? {} : {ipv4: address, cgnat}
}
