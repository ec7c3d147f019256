import type {LineFields} from './line.ts'

/** The words of modems for the states that every modem shares. */
const STATES: readonly (readonly [state: string, words: RegExp])[] = [
	['showtime', /^(showtime|up\b|steady[ _]?state)/],
	['training', /^(full[ _]?init|training|init|chan|msg|exchange|analysis|discovery|started|g\.?992|g\.?993)/],
	['handshake', /^(handshake|hand[ _-]?shak|silent|g\.?994|establish)/],
	['idle', /^(idle|standby)/],
	['down', /^(down|ready|no[ _-]?signal|not[ _]?connected|exception|fail)/],
	['disabled', /^(disabled?|not[ _-]?init|shutdown|off$)/],
]

/**
 * The state of a line from a modem's word for it: one of the shared words, else the modem's own in lower case; `up` is
 * true in showtime. Nothing where there is no word.
 */
export function lineState(word: string): Pick<LineFields, 'up' | 'state'> {
	const own = word.trim().toLowerCase()
	if (!/^[a-z][\w ./()-]*$/.test(own)) return {}
	const state = STATES.find(([, words]) => words.test(own))?.[0] ?? own
	return {up: state === 'showtime', state}
}
