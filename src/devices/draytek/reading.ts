import type {FieldsOf} from '../../metrics/model.ts'
import type {router} from '../router/metrics.ts'
import type {wan} from '../wan/metrics.ts'
import type {DslLine} from '../xdsl/line.ts'
import type {Spectrum} from '../xdsl/spectrum.ts'

/** What the answer to one command says. */
export interface Reading {
	readonly dsl?: DslLine
	readonly wans?: readonly Wan[]
	readonly router?: FieldsOf<typeof router>
	readonly spectrum?: Spectrum
}

/** One WAN connection by its name on the router, as `WAN1`. */
export interface Wan {
	readonly name: string
	readonly fields: FieldsOf<typeof wan>
}
