import type {DslBin} from '../../xdsl/line.ts'
import {answerLines} from '../lines.ts'
import {quantity} from '../numbers.ts'

const ROWS = {
	lineattenuationdb: 'attenuation_db',
	signalattenuationdb: 'signal_attenuation_db',
	snrmargindb: 'snr_margin_db',
	txpowerdbm: 'tx_power_dbm',
	transmitpowerdbm: 'tx_power_dbm',
} as const

/** The bands of `xdslctl info --pbParams`, in the order in which they are printed: upstream first. */
export function bandBins(answer: string): DslBin[] {
	const bands: {name: string; fields: NonNullable<DslBin['fields']>}[] = []
	for (const line of answerLines(answer)) {
		const header = /VDSL Band Status\s+((?:[UD]\d\s*)+)$/.exec(line.trimEnd())
		if (header !== null) {
			for (const name of (header[1] ?? '').trim().split(/\s+/)) bands.push({name, fields: {}})
			continue
		}
		const [, label = '', text = ''] = /^\s*([^:]+):\s*(.*?)\s*$/.exec(line) ?? []
		const field = Object.entries(ROWS).find(
			([key]) => key === label.replace(/[^a-z]/gi, '').toLowerCase(),
		)?.[1]
		if (field === undefined) continue
		const cells = text.replace(/-\s+(?=\d)/g, '-').split(/\s+/)
		for (const [index, band] of bands.entries()) {
			const value = quantity(cells[index])
			if (value !== undefined) band.fields[field] = value
		}
	}
	return bands
		.filter(({fields}) => Object.keys(fields).length > 0)
		.map(({name, fields}) => ({direction: name.startsWith('D') ? 'down' : 'up', band: name, fields}))
}
