import type {Measurement} from '../../metrics/model.ts'
import {counterFields} from './counters.ts'

/** Tags of anything on a DSL line. */
const lineTags = {
	device: 'Kind of device: draytek, freebox, technicolor, broadcom, openwrt or zte.',
	source: 'The modem, as configured.',
	line: 'The line, where a modem has several.',
} as const

const direction = 'Direction of the data: down is received by the modem, up by the exchange.'

/**
 * A DSL line as a whole. It shares the measurement `xdsl` with its two directions: the points differ by the tag
 * `direction`, and no field is in both, so that every Prometheus name has one type and one set of labels.
 */
export const xdslLine = {
	name: 'xdsl',
	help: 'A DSL line and its two directions, in the terms of ITU-T G.997.1.',
	tags: lineTags,
	fields: {
		up: {type: 'gauge', value: 'flag', help: 'Whether the line is in showtime.'},
		state: {
			type: 'info',
			help: "State of the line: showtime, training, handshake, idle, down, disabled, or the modem's own word.",
		},
		uptime_seconds: {type: 'gauge', value: 'int', help: 'Seconds in showtime since the last sync.'},
		resyncs: {type: 'counter', value: 'int', help: 'Initialisations of the line that reached showtime.'},
		resets: {type: 'counter', value: 'int', help: 'Resets of the DSL modem inside of the device.'},
		mode: {type: 'info', help: 'Transmission system in use (XTSE), as G.993.2 for VDSL2.'},
		profile: {type: 'info', help: 'VDSL2 profile in use, as 17a.'},
		annex: {type: 'info', help: 'Annex of the transmission system in use.'},
		vectoring: {type: 'gauge', value: 'flag', help: 'Whether crosstalk is cancelled by vectoring (G.993.5).'},
		power_state: {type: 'info', help: 'Power management state of the line (PM-STATE): L0, L1, L2 or L3.'},
		firmware: {type: 'info', help: 'Firmware of the DSL modem inside of the device.'},
		modem_vendor: {type: 'info', help: 'Vendor of the modem (xTU-R) by its G.994.1 vendor ID.'},
		modem_version: {type: 'info', help: 'Version of the modem (xTU-R) by its G.994.1 vendor ID.'},
		dslam_vendor: {type: 'info', help: 'Vendor of the exchange (xTU-C) by its G.994.1 vendor ID.'},
		dslam_version: {type: 'info', help: 'Version of the exchange (xTU-C) by its G.994.1 vendor ID.'},
	},
} as const satisfies Measurement

/** One direction of a DSL line: what its receiver measures and counts. */
export const xdslDirection = {
	name: 'xdsl',
	help: xdslLine.help,
	tags: {...lineTags, direction},
	fields: {
		rate_bps: {type: 'gauge', value: 'int', help: 'Actual net data rate (ACTNDR).'},
		attainable_rate_bps: {
			type: 'gauge',
			value: 'int',
			help: 'Attainable net data rate (ATTNDR); below the actual one on a line that got worse since its sync.',
		},
		snr_margin_db: {type: 'gauge', value: 'float', help: 'Signal-to-noise ratio margin (SNRM).'},
		attenuation_db: {type: 'gauge', value: 'float', help: 'Line attenuation (LATN).'},
		signal_attenuation_db: {type: 'gauge', value: 'float', help: 'Signal attenuation (SATN).'},
		tx_power_dbm: {type: 'gauge', value: 'float', help: 'Actual aggregate transmit power (ACTATP).'},
		interleave_delay_seconds: {type: 'gauge', value: 'float', help: 'Actual interleaving delay.'},
		interleave_depth: {
			type: 'gauge',
			value: 'int',
			help: 'Interleaver depth (INTLVDEPTH); 1 is no interleaving.',
		},
		inp_symbols: {
			type: 'gauge',
			value: 'float',
			help: 'Actual impulse noise protection (ACTINP), in DMT symbols.',
		},
		retransmission: {type: 'gauge', value: 'flag', help: 'Whether lost data is sent again (G.998.4, G.INP).'},
		bitswap: {type: 'gauge', value: 'flag', help: 'Whether bit swapping is enabled.'},
		trellis: {type: 'gauge', value: 'flag', help: 'Whether trellis coding is in use (TRELLIS).'},
		virtual_noise: {type: 'gauge', value: 'flag', help: 'Whether virtual noise is in use (REFVN).'},
		sra: {type: 'gauge', value: 'flag', help: 'Whether seamless rate adaptation is enabled (RA-MODE 3).'},
		...counterFields('counter'),
		nfec_bytes: {type: 'gauge', value: 'int', help: 'Size of a Reed-Solomon code word (NFEC).'},
		rfec_bytes: {type: 'gauge', value: 'int', help: 'Redundancy in a Reed-Solomon code word (RFEC).'},
		lsymb_bits: {type: 'gauge', value: 'int', help: 'Bits per symbol (LSYMB).'},
		interleave_block_bytes: {
			type: 'gauge',
			value: 'int',
			help: 'Length of an interleaver block (INTLVBLOCK).',
		},
		aelem: {
			type: 'gauge',
			value: 'int',
			help: 'Alternative electrical length estimation mode (AELE-MODE), as the modem prints it.',
		},
		latency_path: {type: 'gauge', value: 'int', help: 'Latency path in use (LPATH).'},
		min_error_free_rate_bps: {
			type: 'gauge',
			value: 'int',
			help: 'Least rate that was free of errors, with retransmission (MINEFTR).',
		},
	},
} as const satisfies Measurement

/** The counters of one direction in one interval. They start again with it, so they are gauges. */
export const xdslInterval = {
	name: 'xdsl_interval',
	help: 'The counters of one direction since the last sync, in this quarter of an hour, or today.',
	tags: {...lineTags, direction, interval: 'showtime (since the last sync), 15m or 1d.'},
	fields: {
		elapsed_seconds: {type: 'gauge', value: 'int', help: 'Seconds of the interval that have passed.'},
		...counterFields('gauge'),
	},
} as const satisfies Measurement

/** What DSL measures per tone (subcarrier), or the same over a band. */
export const xdslBins = {
	name: 'xdsl_bins',
	help: 'One tone (subcarrier) of a direction, or one band of tones.',
	tags: {
		...lineTags,
		direction,
		tone: 'Index of the tone, from 0.',
		band: 'Band by its name in G.993.2, as D1 or U0.',
	},
	fields: {
		bits: {
			type: 'gauge',
			value: 'int',
			help: 'Bits per symbol (BITSps): of the tone, or of all tones of the band.',
		},
		loaded_tones: {type: 'gauge', value: 'int', help: 'Tones of the band that carry bits.'},
		snr_db: {type: 'gauge', value: 'float', help: 'Signal-to-noise ratio (SNRps), mean over the band.'},
		qln_dbm_hz: {type: 'gauge', value: 'float', help: 'Quiet line noise (QLNps), mean over the band.'},
		hlog_db: {type: 'gauge', value: 'float', help: 'Channel characteristics (HLOGps), mean over the band.'},
		snr_margin_db: {
			type: 'gauge',
			value: 'float',
			help: 'Signal-to-noise ratio margin of the band (SNRMpb).',
		},
		attenuation_db: {type: 'gauge', value: 'float', help: 'Line attenuation of the band (LATNpb).'},
		signal_attenuation_db: {type: 'gauge', value: 'float', help: 'Signal attenuation of the band (SATNpb).'},
		tx_power_dbm: {type: 'gauge', value: 'float', help: 'Transmit power in the band.'},
	},
} as const satisfies Measurement

/** What any device with a DSL line lists among its measurements. */
export const xdslMeasurements = [xdslLine, xdslDirection, xdslInterval, xdslBins] as const
