import fs from 'node:fs'

const SAMPLE = 'fixtures/fc/exporter_device_stats.txt'

/** The rows of the sample again and again, each with an address of its own. */
export function table(rows: number): string {
	const [header = '', ...lines] = fs.readFileSync(SAMPLE, 'latin1').trimEnd().split('\n')
	const tails = lines.map(line => line.slice(line.indexOf('\t')))
	const address = (index: number) => `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`
	const body = Array.from({length: rows}, (_, index) => `${address(index)}${tails[index % tails.length]}\n`)
	return `${header}\n${body.join('')}`
}
