import fs from 'node:fs'
import path from 'node:path'
import {expect, it} from 'vitest'
import {systemClock} from '../../../src/clock.ts'
import {openStateForReading} from '../../../src/state/index.ts'
import {folder} from '../../folder.ts'
import {openTestState} from '../../state.ts'

const key = {device: 'fake', source: 'here', key: 'poll'}
const options = {clock: systemClock}

/** A folder in which a run has left a document. */
async function left(): Promise<string> {
	const dir = folder()
	const {state} = await openTestState(dir)
	await state.transaction(({documents}) => documents.set(key, 'left'))
	state.close()
	return dir
}

it('reads what was left, and writes nothing', async () => {
	const dir = await left()
	const before = fs.readFileSync(path.join(dir, 'linestat.sqlite'))
	const state = openStateForReading(dir, options)
	expect(await state?.transaction(({documents}) => documents.get(key))).toBe('left')
	await expect(state?.transaction(({documents}) => documents.set(key, 'right'))).rejects.toMatchObject({
		exitCode: 6,
	})
	state?.close()
	expect(fs.readdirSync(dir)).toEqual(['linestat.sqlite'])
	expect(fs.readFileSync(path.join(dir, 'linestat.sqlite')).equals(before)).toBe(true)
})

it('knows names that a URL would take apart', async () => {
	const dir = await left()
	const odd = path.join(dir, 'a?b#c %41')
	fs.mkdirSync(odd)
	fs.renameSync(path.join(dir, 'linestat.sqlite'), path.join(odd, 'linestat.sqlite'))
	const state = openStateForReading(odd, options)
	expect(await state?.transaction(({documents}) => documents.get(key))).toBe('left')
	state?.close()
})

it.each([
	['nothing', (file: string) => fs.rmSync(file)],
	['no database', (file: string) => fs.writeFileSync(file, 'x'.repeat(5000))],
	['a journal that nobody has taken in', (file: string) => fs.writeFileSync(`${file}-wal`, 'x')],
	[
		'the tables of an older version',
		(file: string) => fs.copyFileSync('fixtures/state/linestat-1.sqlite', file),
	],
])('reads nothing where there is %s', async (_name, change) => {
	const dir = await left()
	change(path.join(dir, 'linestat.sqlite'))
	expect(openStateForReading(dir, options)).toBeUndefined()
})
