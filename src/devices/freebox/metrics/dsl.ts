import type {Measurement} from '../../../metrics/model.ts'
import {boxTags, counter, gauge, info} from './fields.ts'

/** Names in the API, and in the old fields behind `xdsl_down_` and `xdsl_up_`. */
const directionFields = {
	rate: {...gauge('Rate of the line, in kbit/s.'), unit: 'kbit/s'},
	maxrate: {...gauge('Attainable rate of the line, in kbit/s.'), unit: 'kbit/s'},
	snr: {...gauge('Signal-to-noise ratio margin, whole dB.'), unit: 'dB'},
	attn: {...gauge('Line attenuation, whole dB.'), unit: 'dB'},
	fec: counter('Errors corrected since the last sync.'),
	crc: counter('Blocks with errors since the last sync.'),
	hec: counter('Headers with errors since the last sync.'),
	es: counter('Errored seconds since the last sync.'),
	ses: counter('Severely errored seconds since the last sync.'),
	rtx_tx: counter('Retransmissions since the last sync.'),
	rtx_c: counter('Retransmissions that repaired an error since the last sync.'),
	rtx_uc: counter('Errors that retransmission could not repair since the last sync.'),
} as const

type DirectionField = keyof typeof directionFields
type Prefixed<P extends string> = {
	readonly [K in DirectionField as `${P}${K}`]: (typeof directionFields)[K]
}

function prefixed<P extends string>(prefix: P, direction: string): Prefixed<P> {
	const fields = Object.entries(directionFields).map(([name, spec]) => [
		`${prefix}${name}`,
		{...spec, help: `${direction}: ${spec.help}`},
	])
	return Object.fromEntries(fields) as Prefixed<P>
}

/** `connection/xdsl/` */
export const freeboxXdsl = {
	name: 'freebox',
	help: 'The Freebox under the names of freebox-monitoring.',
	tags: {
		...boxTags,
		conn_media: 'Medium of the connection, down while it is not up.',
		xdsl_status: 'State of the line in the word of the box.',
		xdsl_modulation: 'adsl or vdsl.',
		xdsl_protocol: 'Protocol of the line, as adsl2plus_a.',
	},
	fields: {
		xdsl_modulation: info('Modulation and, in brackets, protocol.'),
		xdsl_uptime: {...gauge('Seconds since the last sync.'), unit: 's'},
		xdsl_status: gauge(
			'0 down, 1 training, 2 started, 3 channel analysis, 4 message exchange, 5 showtime, -1 disabled, 999 another.',
		),
		...prefixed('xdsl_down_', 'Downstream'),
		...prefixed('xdsl_up_', 'Upstream'),
	},
} as const satisfies Measurement
