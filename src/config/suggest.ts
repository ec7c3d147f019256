import {closestMatch} from 'leven'

/** ` (did you mean "host"?)` where one of the candidates is close to the word, else nothing. */
export function didYouMean(word: string, candidates: readonly string[]): string {
	const maxDistance = Math.max(1, Math.min(3, Math.floor(word.length / 2)))
	const match = closestMatch(word.toLowerCase(), candidates, {maxDistance})
	return match === undefined ? '' : ` (did you mean "${match}"?)`
}
