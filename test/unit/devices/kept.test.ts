import fs from 'node:fs'
import path from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {expect, it} from 'vitest'
import {systemClock} from '../../../src/clock.ts'
import {hasKept, type KeptContext, withKept} from '../../../src/devices/kept.ts'
import {STATE_FILE} from '../../../src/state/index.ts'
import {folder} from '../../folder.ts'
import {listeningLog} from '../../state.ts'

const KEY = {device: 'zte', source: 'modem', key: 'way'}

function contextOf(dir: string | undefined, more: Partial<KeptContext> = {}) {
	const {log, said} = listeningLog()
	const statePlaces = dir === undefined ? [] : [dir]
	const signal = new AbortController().signal
	const context = {replaying: false, stateDir: async () => dir, statePlaces, clock: systemClock, log, signal}
	return {context: {...context, ...more}, said}
}

it('gives the next poll what this one left', async () => {
	const {context, said} = contextOf(folder())
	expect(await hasKept(context)).toBe(false)
	await withKept(context, documents => documents.set(KEY, ['a']))
	expect(await hasKept(context)).toBe(true)
	expect(await withKept(context, documents => documents.get(KEY))).toEqual(['a'])
	expect(said()).toBe('')
})

it.each([
	['there is no folder for it', undefined, {}],
	['a capture is replayed', 'a folder', {replaying: true}],
])('keeps nothing where %s', async (_why, place, more) => {
	const dir = place === undefined ? undefined : folder()
	const {context} = contextOf(dir, more)
	expect(await withKept(context, () => 'done')).toBeUndefined()
	expect(await hasKept(context)).toBe(false)
	if (dir !== undefined) expect(fs.readdirSync(dir)).toEqual([])
})

it('goes on without a store that another poll has locked, with a warning', async () => {
	const dir = folder()
	const {context, said} = contextOf(dir)
	await withKept(context, documents => documents.set(KEY, ['a']))
	const other = new DatabaseSync(path.join(dir, STATE_FILE))
	other.exec('BEGIN IMMEDIATE')
	expect(await withKept(context, documents => documents.get(KEY))).toBeUndefined()
	other.close()
	expect(said()).toMatch(/has been locked for 0\.\d s\. Another poll is writing it/)
})

it('ends at the deadline', async () => {
	const reason = new Error('late')
	const {context} = contextOf(folder(), {signal: AbortSignal.abort(reason)})
	const failing = withKept(context, () => {
		throw new Error('locked')
	})
	await expect(failing).rejects.toBe(reason)
})
