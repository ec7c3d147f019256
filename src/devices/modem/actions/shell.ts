import {ParseError} from '../../../errors.ts'
import type {ActionContext} from '../model.ts'
import type {ModemOptions} from '../options.ts'
import {run} from '../shell.ts'

/** Commands to run one after the other, once a program that they need is found. */
interface Steps {
	readonly program: string
	readonly steps: readonly string[]
}

/** Printed by the modem when it has taken the order. */
const TAKEN = 'linestat: taken'

/**
 * An action as one exec that ends before anything happens. The steps run detached on the modem: they end the very
 * connection that they came over if linestat reaches the modem by the line, and must go on without it.
 */
export function detached({program, steps}: Steps): string {
	const list = ['sleep 1', ...steps].join('; ')
	return `command -v ${program} >/dev/null || { echo '${program} not found'; exit 127; }; ( ${list} ) </dev/null >/dev/null 2>&1 & echo '${TAKEN}'`
}

/** Throws `ParseError` where the modem did not take the order. */
export function shellAction(stepsOf: (options: ModemOptions) => Steps) {
	return async (options: ModemOptions, context: ActionContext): Promise<void> => {
		const steps = stepsOf(options)
		const {stdout, stderr} = await run(detached(steps), options, context)
		if (stdout.includes(TAKEN)) return
		const said = (stdout.trim() || stderr.trim() || 'nothing').split('\n')[0]?.slice(0, 120)
		throw new ParseError(`The modem did not take the order: it said "${said}"`, {
			hint: 'Check --model, and whether the account may run commands as root',
		})
	}
}

export const rebootAction = shellAction(() => ({program: 'reboot', steps: ['reboot']}))
