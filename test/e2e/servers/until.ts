import {setTimeout as wait} from 'node:timers/promises'

/** Asks every 20 ms until the answer is yes; an error counts as no. Gives up after some seconds and says why. */
export async function untilTrue(what: string, ask: () => Promise<boolean>, seconds = 10): Promise<void> {
	let last: unknown
	for (const end = performance.now() + seconds * 1000; performance.now() < end; await wait(20)) {
		try {
			if (await ask()) return
		} catch (error) {
			last = error
		}
	}
	throw new Error(`${what} was not ready after ${seconds} s`, {cause: last})
}
