import {UsageError} from '../../errors.ts'
import {SECTIONS, type Section} from './sections.ts'

/** The names that `--sections` accepts; the tones have an option of their own. */
const CHOICES = SECTIONS.filter(name => name !== 'bins')

/** Sections from `status,more`, in the order in which they are asked. Throws `UsageError`. */
export function sectionList(text: string): readonly Section[] {
	const names = text
		.split(',')
		.map(name => name.trim())
		.filter(name => name !== '')
	const unknown = names.find(name => !CHOICES.some(choice => choice === name))
	if (unknown !== undefined || names.length === 0) {
		throw new UsageError(`"${unknown ?? text}" is no section: use some of ${CHOICES.join(',')}`)
	}
	return CHOICES.filter(choice => names.includes(choice))
}

/** Text that is typed at a prompt or used as a name: without an Enter in it. */
export function line(text: string): string {
	if (text === '' || /[\u0000-\u001f\u007f]/.test(text)) {
		throw new UsageError('the text is empty or has control characters: use letters, digits and signs')
	}
	return text
}
