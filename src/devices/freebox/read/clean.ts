/** Letters that freebox-monitoring writes without their accents, capitals becoming small. */
const PLAIN: Readonly<Record<string, string>> = {
	a: 'àáâãäå',
	e: 'èéêë',
	i: 'ìíîï',
	o: 'òóôõö',
	u: 'ùúûü',
	y: 'ýÿ',
	c: 'ç',
}

/**
 * Text as freebox-monitoring cleans it, so that series of its databases go on: accents go, a backslash becomes a slash,
 * punctuation and runs of blanks become one blank. `length` cuts the result (12 for vendors).
 */
export function clean(value: string | undefined, length?: number): string | undefined {
	if (value === undefined) return undefined
	let plain = value
	for (const [letter, accented] of Object.entries(PLAIN)) {
		plain = plain.replace(new RegExp(`[${accented}]`, 'giu'), letter)
	}
	const cleaned = plain
		.replaceAll('\\', '/')
		.replace(/[.:,;"'\s]+/gu, ' ')
		.trim()
		.slice(0, length)
	return cleaned === '' ? undefined : cleaned
}
