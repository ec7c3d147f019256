import fs from 'node:fs'
import {expect, it} from 'vitest'
import {run} from '../run.ts'

const page = fs.readFileSync('docs/devices/draytek.md', 'utf8')
const examples = [...page.matchAll(/^```console\n\$ linestat (.*)\n([\s\S]*?)^```$/gm)].map(
	([, command = '', output = '']) => ({command, output}),
)

/** The first example is of a device; a capture plays it. */
const REAL = '--host 192.168.1.1 --password-file vigor.password'
const PLAYED = '--replay fixtures/draytek/vigor165-4.2.4--17a-vectoring-ginp.txt'

it('shows four command lines', () => {
	expect(examples).toHaveLength(4)
	expect(examples[0]?.command).toContain(REAL)
})

it.each(examples)('linestat $command', async ({command, output}) => {
	const [words = '', wanted = ''] = command.replace(REAL, PLAYED).split(' | grep ')
	const {stdout, stderr} = await run(words.split(' '))
	const shown = stdout.split(/(?<=\n)/).filter(line => line.includes(wanted))
	expect(stderr).toBe('')
	expect(withoutDurations(shown.join(''))).toBe(withoutDurations(output))
})

const withoutDurations = (text: string): string => text.replace(/(duration_seconds)=[\d.e-]+/g, '$1')
