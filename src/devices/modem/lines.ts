/** Longest line that is read. Of what is longer, as the bits of each tone, nothing is wanted. */
const MAX_LENGTH = 1024

/** The lines of an answer that can be what is looked for: a modem that floods one line must not cost the deadline. */
export function answerLines(answer: string): string[] {
	return answer.split(/\r?\n/).filter(line => line.length <= MAX_LENGTH)
}
