import {ParseError} from '../../errors.ts'

/**
 * The part of a shell's output between `@linestat WORD begin` and `@linestat WORD end`. What start-up files print before
 * it, and late answers to other words, are no matter. Throws `ParseError` where no shell answered, or where the answer
 * was cut: nothing of it can be used.
 */
export function unframe(output: string, word: string): string {
	const begin = `@linestat ${word} begin\n`
	const start = output.indexOf(begin)
	if (start < 0) {
		const said = output.trim() === '' ? 'printed nothing' : `printed "${output.trim().slice(0, 200)}"`
		throw new ParseError(`No answer from the shell, which ${said}`, {
			hint: 'Check that this user may run commands there, as in ssh HOST echo hello',
		})
	}
	// The line feed before the answer belongs to its first line, so that an empty answer is found too.
	const body = output.slice(start + begin.length - 1)
	const stop = body.indexOf(`\n@linestat ${word} end\n`)
	if (stop < 0) {
		throw new ParseError('The answer of the shell was cut, so nothing of it was used', {
			hint: 'Check the connection, and give it more time with --timeout',
		})
	}
	return body.slice(1, stop + 1)
}
