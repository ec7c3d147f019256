import fs from 'node:fs'
import {describe, expect, it} from 'vitest'
import {stateDirFinder, statePlaces} from '../../../src/config/state-dir.ts'
import {createLog} from '../../../src/log.ts'
import {folder} from '../../folder.ts'

function find(named: string | undefined, env: Record<string, string>) {
	let stderr = ''
	const err = (text: string) => {
		stderr += text
	}
	const log = createLog({err}, {format: 'telegraf', level: 'warn'})
	const finder = stateDirFinder(named, env, log)
	return {
		finder,
		said: () => {
			log.flush()
			return stderr
		},
	}
}

it.each([
	[{STATE_DIRECTORY: '/s', XDG_STATE_HOME: '/x', HOME: '/h'}, ['/s']],
	[{STATE_DIRECTORY: '/s:/t', HOME: '/h'}, ['/s']],
	[{XDG_STATE_HOME: '/x', HOME: '/h'}, ['/x/linestat', '/var/lib/linestat']],
	[{XDG_STATE_HOME: 'x', HOME: '/h'}, ['/h/.local/state/linestat', '/var/lib/linestat']],
	[{HOME: '/h'}, ['/h/.local/state/linestat', '/var/lib/linestat']],
	[{}, ['/var/lib/linestat']],
])('with %j looks at %j', (env, places) => {
	expect(statePlaces(env)).toEqual(places)
})

describe('the folder', () => {
	it('is made when it is first asked for, for its user alone', async () => {
		const dir = folder()
		const {finder, said} = find(undefined, {HOME: dir})
		expect(fs.existsSync(`${dir}/.local`)).toBe(false)
		expect(await finder()).toBe(`${dir}/.local/state/linestat`)
		expect(fs.statSync(`${dir}/.local/state/linestat`).mode & 0o777).toBe(0o700)
		expect(said()).toBe('')
	})

	it('keeps the mode it has', async () => {
		const dir = folder()
		fs.chmodSync(dir, 0o750)
		expect(await find(dir, {}).finder()).toBe(dir)
		expect(fs.statSync(dir).mode & 0o777).toBe(0o750)
	})

	// A file in the place of a folder stops root too, whom no mode stops.
	it('that was named and cannot be is told once, with what to do, and no other is taken', async () => {
		const dir = folder({file: ''})
		const {finder, said} = find(`${dir}/file/state`, {HOME: dir})
		expect(await finder()).toBeUndefined()
		expect(await finder()).toBeUndefined()
		expect(said()).toMatch(
			/^W! No folder for state is writable: \S+\/file\/state \(ENOTDIR\)\. Make one [^\n]*--state-dir or LINESTAT_STATE_DIR; going on without\.\n$/,
		)
		expect(fs.existsSync(`${dir}/.local`)).toBe(false)
	})
})
