import type {Json} from '../../../json.ts'
import {FreeboxFailure} from '../failure.ts'

/** The answer, or nothing where the box has no such thing. */
export async function ifThere(answer: Promise<Json>): Promise<Json | undefined> {
	try {
		return await answer
	} catch (error) {
		if (error instanceof FreeboxFailure && error.isAbsence) return undefined
		throw error
	}
}

/** The answer, or nothing where the box gives none, for whatever reason: for what is only an addition. */
export async function ifGiven(answer: Promise<Json>): Promise<Json | undefined> {
	try {
		return await answer
	} catch (error) {
		if (error instanceof FreeboxFailure) return undefined
		throw error
	}
}

/** Asks for details of several things at once; those that the box does not tell are left out. */
export async function detailsOf(
	names: readonly string[],
	ask: (name: string) => Promise<Json>,
): Promise<{readonly details: ReadonlyMap<string, Json>; readonly failure: unknown}> {
	const details = new Map<string, Json>()
	let failure: unknown
	await Promise.all(
		names.map(async name => {
			try {
				const answer = await ifThere(ask(name))
				if (answer !== undefined) details.set(name, answer)
			} catch (error) {
				failure ??= error
			}
		}),
	)
	return {details, failure}
}
