import type {Measurement} from '../../../metrics/model.ts'
import {count, gauge, ownTags} from './fields.ts'

/** `wifi/ap/<id>/channel_usage`, `channel_survey_history` and `neighbors` */
export const freeboxRadio = {
	name: 'freebox_radio',
	help: 'The air around one active access point, on its channel.',
	tags: {...ownTags, ap: 'Number of the access point.', band: 'Its band: 2d4g, 5g, 6g or 60g.'},
	fields: {
		channel: count('Primary channel.'),
		noise_dbm: gauge('Noise on the channel.'),
		busy_ratio: gauge('Share of the time in which the channel is busy, 0 to 1.'),
		tx_ratio: gauge('Share of the time in which the access point sends.'),
		rx_ratio: gauge('Share of the time in which it receives, from whomever.'),
		rx_own_ratio: gauge('Share of the time in which it receives from its own stations.'),
		neighbors: count('Networks of others that were heard, on any channel of the band.'),
		neighbors_on_channel: count('Those of them that are on the same channel.'),
		strongest_neighbor_dbm: gauge('Signal of the strongest of them, on any channel.'),
	},
} as const satisfies Measurement
