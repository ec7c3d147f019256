import fs from 'node:fs'
import {expect, it} from 'vitest'
import {formatCapture, parseCapture} from '../../src/conversation.ts'
import {createRedact} from '../../src/redact.ts'
import {folder} from '../folder.ts'
import {run} from '../run.ts'

const fixtures = fs.readdirSync('fixtures/draytek').filter(name => name.endsWith('.txt'))

it.each(fixtures)('%s says the same about its line without what is private', async name => {
	const {device, exchanges} = parseCapture(fs.readFileSync(`fixtures/draytek/${name}`, 'utf8'))
	const redact = createRedact(
		['admin'],
		exchanges.map(({answer}) => answer),
	)
	const capture = exchanges.map(({question, answer}) => ({question, answer: redact(answer)}))
	const dir = folder({capture: formatCapture(device, capture)})
	const lines = async (file: string) => {
		const {stdout} = await run([device, '--bins', '--replay', file, '--timestamp', 'none'])
		return stdout.split('\n').filter(line => line.startsWith('xdsl'))
	}
	const before = await lines(`fixtures/draytek/${name}`)
	expect(before).not.toHaveLength(0)
	expect(await lines(`${dir}/capture`)).toEqual(before)
})
