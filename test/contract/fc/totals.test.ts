import fc from 'fast-check'
import {expect, it} from 'vitest'
import {parseLineProtocol} from '../../grammar/line-protocol.ts'
import {START} from './collector.ts'
import {polling, startCollector} from './site.ts'

const exporters = ['192.0.2.1', '192.0.2.2', '2001:db8::3']
const file = fc.dictionary(fc.constantFrom(...exporters), fc.constantFrom(0, 8), {
	noNullPrototype: true,
	// A file that loses more than half of its rows is read again after a second.
	minKeys: 2,
})
const poll = fc.record({pause: fc.constantFrom(1, 300, 900, 2500), files: fc.tuple(file, file)})

it('what is told of all exporters together is the sum over each of them, whatever the files say', async () => {
	const [one, two] = [await startCollector(), await startCollector()]
	await fc.assert(
		fc.asyncProperty(fc.array(poll, {minLength: 2, maxLength: 5}), fc.nat(), async (polls, number) => {
			const site = polling([one, two])
			let t = 0
			for (const {pause, files} of polls) {
				t += pause
				one.write(files[0], START + t + number)
				two.write(files[1], START + t + number)
				const {stdout} = await site.poll(t, ['--site', `s${number}`])
				const points = parseLineProtocol(stdout)
				const each = points.filter(({measurement}) => measurement === 'fc_exporter').map(({fields}) => fields)
				const total = points.find(({measurement}) => measurement === 'fc')?.fields
				const sum = (field: string) => each.reduce((all, fields) => all + BigInt(String(fields[field])), 0n)
				const count = (state: string) => BigInt(each.filter(fields => fields.state === state).length)
				expect(total).toMatchObject({
					downtime_seconds: sum('downtime_seconds'),
					unobserved_seconds: sum('unobserved_seconds'),
					went_down: sum('went_down'),
					came_up: sum('came_up'),
					exporters_up: count('up'),
					exporters_down: count('down'),
					exporters_unknown: count('unknown'),
					exporters_absent: count('absent'),
					exporters: BigInt(each.length) - count('absent'),
				})
			}
		}),
		{numRuns: 8},
	)
})
