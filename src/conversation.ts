import fs from 'node:fs'
import {ConfigError, ParseError} from './errors.ts'

/**
 * The raw conversation with a device: what was asked and what was answered. `--capture` writes it with everything private
 * replaced, `--replay` reads it back and plays the device. A capture is text, so that a person can read it before
 * attaching it to a report:
 *
 *     # linestat capture: draytek
 *     >>> vdsl status
 *     |  ---------------------- ATU-R Info (hw: annex A) ----------------
 *     |  Running Mode : 17A
 *     <<<
 *
 * Each line of an answer stands behind "|"; a line feed at the end of the answer shows as an empty "|" line. A carriage
 * return is kept as it is. What had arrived of an answer that did not come whole is a comment, each line behind "# ": it is
 * for who looks for the reason, and nothing to replay.
 */
export interface Exchange {
	question: string
	answer: string
	unfinished?: true
}

/** More than a screen of what a device prints without end tells nobody more. */
const MOST_UNFINISHED = 16_384

/** The first half of an address is not known as one, and so would not be replaced. */
const CUT_ADDRESS = /\b[\da-f]+(?:[.:-][\da-f]*)+$/i

const MEND = 'Name a file that was written with --capture, and leave its lines whole'

export function formatCapture(device: string, exchanges: readonly Exchange[]): string {
	const parts = exchanges.map(({question, answer, unfinished}) => {
		const start = unfinished ? '# ' : ''
		const lines = answer.split('\n').map(line => `${start}|${line}\n`)
		return `${start}>>> ${question}\n${lines.join('')}${unfinished ? '' : '<<<\n'}`
	})
	return `# linestat capture: ${device}\n${parts.join('')}`
}

/** Reads a capture. Throws `ParseError` with the line number where it is none. */
export function parseCapture(text: string): {device: string; exchanges: Exchange[]} {
	const lines = text.split('\n')
	const device = /^# linestat capture: (\S+)\s*$/.exec(lines[0] ?? '')?.[1]
	if (device === undefined) throw new ParseError('Line 1 is not the head of a linestat capture', {hint: MEND})
	const exchanges: Exchange[] = []
	let question: string | undefined
	let answer: string[] = []
	for (const [index, line] of lines.entries()) {
		if (index === 0 || (question === undefined && (line.trim() === '' || line.startsWith('#')))) continue
		if (question === undefined && line.startsWith('>>> ')) {
			question = line.slice(4).replace(/\r$/, '')
			answer = []
		} else if (question !== undefined && line.startsWith('|')) answer.push(line.slice(1))
		else if (question !== undefined && line.trimEnd() === '<<<') {
			exchanges.push({question, answer: answer.join('\n')})
			question = undefined
		} else {
			throw new ParseError(`Line ${index + 1} of the capture is neither ">>> ", "|" nor "<<<"`, {hint: MEND})
		}
	}
	if (question !== undefined) {
		throw new ParseError(`The capture ends within the answer to "${question}"`, {hint: MEND})
	}
	return {device, exchanges}
}

/** How one poll talks to its device: really, really with a record kept, or from a record. */
export interface Conversation {
	readonly replaying: boolean
	/** Whether what is said is kept for `--capture`. */
	readonly recording: boolean
	/** `heard` says what has arrived where `ask` rejects. */
	exchange(question: string, ask: () => Promise<string>, heard?: () => string): Promise<string>
	/** What was said, for `--capture`. */
	readonly exchanges: readonly Exchange[]
}

export function liveConversation(recording = true): Conversation {
	const exchanges: Exchange[] = []
	return {
		replaying: false,
		recording,
		exchanges,
		async exchange(question, ask, heard) {
			try {
				const answer = await ask()
				if (recording) exchanges.push({question, answer})
				return answer
			} catch (error) {
				const answer =
					recording && heard !== undefined ? heard().slice(0, MOST_UNFINISHED).replace(CUT_ADDRESS, '') : ''
				if (answer !== '') exchanges.push({question, answer, unfinished: true})
				throw error
			}
		},
	}
}

/** Plays the device from a capture file (`-`: stdin). The same question asked again gets the next answer to it. */
export function replayedConversation(file: string, device: string): Conversation {
	const capture = parseCapture(readText(file))
	if (capture.device !== device) {
		throw new ConfigError(`${file} is a capture of ${capture.device}, not of ${device}`, {
			hint: `Run linestat ${capture.device} --replay ${file}`,
		})
	}
	const left = [...capture.exchanges]
	return {
		replaying: true,
		recording: false,
		exchanges: capture.exchanges,
		async exchange(question) {
			const index = left.findIndex(exchange => exchange.question === question)
			const [found] = index < 0 ? [] : left.splice(index, 1)
			if (found === undefined) {
				throw new ParseError(`The capture has no answer to "${question}"`, {
					hint: 'Replay it with the options with which it was recorded',
				})
			}
			return found.answer
		},
	}
}

function readText(file: string): string {
	try {
		return fs.readFileSync(file === '-' ? 0 : file, 'utf8')
	} catch (cause) {
		throw new ConfigError(`Cannot read the capture ${file}`, {
			cause,
			hint: 'Name a file that was written with --capture, or - for stdin',
		})
	}
}
