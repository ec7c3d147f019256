import type {Io} from '../../io.ts'

/** What a person sees while something takes its time. */
export interface Waiting {
	/** A new state: a line of its own, or the text of the spinner. */
	say(text: string): void
	stop(): void
}

/** A spinner on a terminal, else one line for each state, so that a log tells the whole story. */
export async function startWaiting(io: Io): Promise<Waiting> {
	if (!io.stderr.isTTY) return {say: text => io.err(`${text}\n`), stop: () => {}}
	const {default: yoctoSpinner} = await import('yocto-spinner')
	// Signals are listened to by the command, which has something to say when they come.
	const spinner = yoctoSpinner({handleSignals: false})
	return {
		say: text => {
			spinner.stop()
			spinner.start(text)
		},
		stop: () => spinner.stop(),
	}
}
