/** For `runIf` and the name of a test: whether it can run here, and the words that say why not. */
export interface Possible {
	readonly here: boolean
	/** Goes behind the name; empty where the test runs. */
	readonly note: string
}

export const possible = (here: boolean, reason: string): Possible => ({
	here,
	note: here ? '' : ` (skipped: ${reason})`,
})
