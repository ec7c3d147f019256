import {answerLines} from '../lines.ts'

/** A row `Label: down up` of `xdslctl info`; a row with one number has no `up`. */
export interface Row {
	readonly down: string | undefined
	readonly up: string | undefined
	/** Everything behind the label. */
	readonly text: string
}

/** Which of several blocks with the same labels is meant. */
export interface Place {
	/** Title of a window, as `total` or `sincelink`; by default what stands before all windows. */
	readonly window?: string
	/** Bearer 1 carries the overhead of retransmission; what is not told per bearer is found under any. */
	readonly bearer?: 'any'
}

/** The rows of an answer, found by their label without blanks, signs and case: `SNR (dB)` is `snrdb`. */
export interface Rows {
	row(label: string, place?: Place): Row | undefined
	/** What a window's title says of its time, as `2 days 41 min 49 sec`. */
	windowTime(window: string): string | undefined
	readonly size: number
}

/** Stands between the answers of one exec. */
export const SEPARATOR = '@@'

/** Splits an answer into rows. The first of several in the same block counts. */
export function readRows(answer: string): Rows {
	const found = new Map<string, Row>()
	const times = new Map<string, string>()
	let window = ''
	let bearer = '0'
	for (const line of answerLines(answer)) {
		if (line === SEPARATOR) {
			window = ''
			bearer = '0'
			continue
		}
		const title = /^\s*(\S.*?)\s+time\s*=\s*(.*)$/i.exec(line)
		if (title !== null) {
			window = normalize(title[1] ?? '')
			bearer = '0'
			times.set(window, title[2] ?? '')
			continue
		}
		const block = /^\s*Bearer\s+(\d+)\s*$/i.exec(line)
		if (block !== null) bearer = block[1] ?? '0'
		// A title, as "G.INP Counters": bearers begin anew.
		else if (/^\s+[A-Z][\w. -]*[a-z]\s*$/.test(line)) bearer = '0'
		const match = /^\s*([^:=]+?)\s*:\s*(.*?)\s*$/.exec(line)
		const [, label = '', text = ''] = match ?? []
		if (match === null) continue
		const [down, up] = text.replace(/-\s+(?=\d)/g, '-').split(/\s+/)
		const key = keyOf(normalize(label), window, bearer)
		if (!found.has(key)) found.set(key, {down: down || undefined, up, text})
	}
	return {
		row(label, {window = '', bearer} = {}) {
			const own = found.get(keyOf(label, window, '0'))
			return own ?? (bearer === 'any' ? found.get(keyOf(label, window, '1')) : undefined)
		},
		windowTime: window => times.get(window),
		size: found.size,
	}
}

const keyOf = (label: string, window: string, bearer: string): string => `${window} ${bearer} ${label}`

const normalize = (label: string): string => label.replace(/[^a-z\d]/gi, '').toLowerCase()
