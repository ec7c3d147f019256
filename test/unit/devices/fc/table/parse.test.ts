import {describe, expect, it} from 'vitest'
import {header, parsed, sample, table} from '../files.ts'

const exporters = (text: string, options = {}) => parsed(text, options).then(({exporters}) => exporters)

describe('a whole file', () => {
	it('has the columns of a collector', async () => {
		const reading = await parsed(sample)
		expect(reading.exporters).toHaveLength(15)
		expect(reading.bad).toBe(0)
		expect(reading.bytes).toBe(sample.length)
		const index = reading.exporters.indexOf('192.0.2.20')
		expect(
			[reading.bps, reading.maxBps, reading.avgBps, reading.lastActive].map(list => list[index]),
		).toEqual([59_320, 142_000, 64_272, 1_600_201_199])
	})

	it.each([1, 7, 46, 4096])('reads the same in pieces of %i bytes', async piece => {
		expect(await parsed(sample, {piece})).toEqual(await parsed(sample))
	})

	it('finds columns by their titles, wherever they stand and however they are written', async () => {
		const reading = await parsed('x\tcurrent_netflow  BPS\t Exporter address \n1\t8\t2001:db8::1\n')
		expect(reading).toMatchObject({exporters: ['2001:db8::1'], bps: [8], maxBps: [], lastActive: []})
	})

	it('reads the time of the last packet only where that is wanted', async () => {
		expect(await parsed(sample, {lastActive: false})).toEqual({...(await parsed(sample)), lastActive: []})
	})

	it('takes lines that end with CR LF', async () => {
		expect(await parsed(sample.replaceAll('\n', '\r\n'))).toEqual({
			...(await parsed(sample)),
			bytes: sample.length + 16,
		})
	})

	it('reads an interface where the key has one', async () => {
		const text = 'Exporter Address\tInterface\tCurrent NetFlow bps\n192.0.2.1\t3\t8\n192.0.2.1\t4\t0\n'
		expect((await parsed(text, {interface: 'interface'})).interfaces).toEqual(['3', '4'])
	})
})

describe('a bad row', () => {
	const good = {exporter: '192.0.2.2', bps: 8}
	it.each([
		['a rate that is no number', table([{exporter: '192.0.2.1', bps: 'n/a'}])],
		['a rate below zero', table([{exporter: '192.0.2.1', bps: -8}])],
		['a rate beyond 2^53', table([{exporter: '192.0.2.1', bps: '9007199254740993'}])],
		['no address', table([{exporter: ' ', bps: 8}])],
		['too few fields', `${header}192.0.2.1\t5\n`],
		['a field too many', table([{exporter: '192.0.2.1', bps: 8}]).replace(/\n$/, '\t0\n')],
		['nothing in it', `${header}\n`],
	])('with %s is left out and counted', async (_, text) => {
		const reading = await parsed(text + table([good, good]).slice(header.length))
		expect(reading).toMatchObject({exporters: ['192.0.2.2', '192.0.2.2'], bad: 1})
	})
})

describe('a file that is not whole', () => {
	it.each([
		['is empty', '', 'it is empty'],
		['ends in the header', header.slice(0, 20), 'its last line does not end'],
		['ends in a row', sample.slice(0, -1), 'its last line does not end'],
		['ends in a row that has a line end', `${sample.slice(0, -100)}\n`, 'its last row is not whole'],
		[
			'ends with a rate that is none',
			table([{exporter: '192.0.2.1', bps: '?'}]),
			'its last row is not whole',
		],
		[
			'is bad for the most part',
			`${header}x\ny\nz\n${table([{exporter: 'a', bps: 1}]).slice(header.length)}`,
			'3 of 4',
		],
		['has no title for the rate', 'Exporter Address\tx\n1\t2\n', 'no column "Current NetFlow bps"'],
		['is no table', 'x'.repeat(100_000), 'its first line does not end'],
		['has a row without an end', `${header}${'1'.repeat(300_000)}\n`, 'it is no table'],
	])('%s', async (_, text, message) => {
		const failure = parsed(text, {piece: 32_768})
		await expect(failure).rejects.toThrow(message)
		await expect(failure).rejects.toMatchObject({reading: 'torn'})
	})

	it('is empty where there is only a header', async () => {
		await expect(parsed(header)).rejects.toMatchObject({reading: 'empty', message: 'it has no rows'})
	})

	it('is noticed wherever it was cut', async () => {
		for (let length = 0; length < sample.length; length += 13) {
			const cut = sample.slice(0, length)
			if (cut.endsWith('\n')) continue
			await expect(exporters(cut)).rejects.toThrow()
		}
	})
})
