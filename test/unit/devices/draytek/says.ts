import {stripVTControlCharacters} from 'node:util'

type Value = bigint | number | boolean | string

/**
 * Tells whether a text says a value: as it stands, or by the one conversion that its kind of row has. Written without
 * looking at the parsers, so that a number they make up is found.
 */
export function saidBy(answer: string): (value: Value) => boolean {
	// As a terminal shows it.
	const text = stripVTControlCharacters(answer).replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
	const whole = wholes(text)
	const decimal = decimals(text)
	const lower = text.toLowerCase()
	return value => {
		if (typeof value === 'bigint') return whole.has(value)
		if (typeof value === 'number') return decimal.has(rounded(value))
		if (typeof value === 'boolean') return value ? /1|on|showtime/i.test(text) : /0|off|[a-z]/i.test(text)
		if (lower.includes(value.toLowerCase()) || isVendor(text, value)) return true
		return MEANINGS.some(([word, said]) => said.test(text) && word.test(value))
	}
}

const rounded = (value: number): string => value.toFixed(9)

/** Words that stand for others. */
const MEANINGS: readonly (readonly [word: RegExp, said: RegExp])[] = [
	[/^down$/, /ready|exception|fail/i],
	[/^training$/, /init/i],
	[/^G\.993\.2$/, /\b(17a|35b|8[a-d]|12[ab]|30a|vdsl2)\b/i],
	[/^G\.993\.1$/, /vdsl/i],
	[/^G\.992\.[1-5]$/, /adsl|dmt|lite/i],
]

function wholes(text: string): Set<bigint> {
	const said = new Set<bigint>()
	for (const [token] of text.matchAll(/-?\d+/g)) {
		const number = BigInt(token)
		said
			.add(number)
			.add(-number)
			.add(number + 2n ** 32n)
			.add(number * 1000n)
	}
	for (const [, hours = '', minutes = '', seconds = ''] of text.matchAll(/(?=(?<!\d)(\d+):(\d+):(\d+))/g)) {
		for (let start = 0; start < hours.length; start += 1) {
			said.add(BigInt(hours.slice(start)) * 3600n + BigInt(minutes) * 60n + BigInt(seconds))
		}
	}
	const uptime = /Uptime\s*:(.*\d.*)/.exec(text)?.[1]
	if (uptime === undefined) return said
	const unit = (letter: string): bigint =>
		BigInt(new RegExp(`(\\d+)\\s*${letter}`, 'i').exec(uptime)?.[1] ?? 0)
	return said.add(unit('d') * 86_400n + unit('h') * 3600n + unit('m') * 60n + unit('s'))
}

function decimals(text: string): Set<string> {
	const whole = [...text.matchAll(/\d+/g)].map(([token]) => Number(token))
	const broken = [...text.matchAll(/(?=(\d+\.\s*-{0,2}\d+))/g)].map(([, token = '']) =>
		Number(token.replace(/[\s-]/g, '')),
	)
	const all = [...whole, ...broken]
	return new Set(all.flatMap(number => [number, -number, number / 5, number / 100_000]).map(rounded))
}

/** A vendor ID is printed as two words in hexadecimal; what remains of its version are digits. */
function isVendor(text: string, value: string): boolean {
	const words = [...text.matchAll(/(?=([\da-f]{8}))/gi)].map(([, word = '']) =>
		Buffer.from(word, 'hex').toString('latin1'),
	)
	const letters = words.flatMap(first =>
		words.flatMap(second => [(first + second).slice(2, 6), first.slice(2) + second.slice(2)]),
	)
	return (
		letters.some(four => four.trimEnd() === value) ||
		(words.length > 1 && /^([\d.]+|[\da-f]{4})$/.test(value))
	)
}
