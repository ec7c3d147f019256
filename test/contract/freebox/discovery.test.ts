import {describe, expect, it, vi} from 'vitest'
import {startBench} from './bench.ts'

it('an update of the box between two polls is noticed', async () => {
	await using bench = await startBench({model: 'delta-v8'})
	await bench.poll(['--all'])
	// Downgraded: the version that was kept is no longer served.
	Object.assign(bench.freebox.box.model.api_version, {api_version: '7.0'})
	const {status, stdout} = await bench.poll(['--groups', 'system'])
	expect(status).toBe(0)
	expect(stdout).toContain('api_version=7,')
})

describe('a box in the place of another, that has only older versions,', () => {
	const replaced = async () => {
		const bench = await startBench({model: 'delta-v8'})
		await bench.poll()
		const {box} = bench.freebox
		Object.assign(box.model.api_version, {api_version: '7.0'})
		return bench
	}

	it('is found although the session has ended too', async () => {
		await using bench = await replaced()
		bench.freebox.box.accounts.sessions.clear()
		const {status, stdout, stderr} = await bench.poll()
		expect([status, stderr]).toEqual([0, ''])
		expect(stdout).toContain('api_version=7,')
	})

	it('is found although it looks at the session before the version', async () => {
		await using bench = await replaced()
		const {box} = bench.freebox
		const handle = box.handle.bind(box)
		vi.spyOn(box, 'handle').mockImplementation(request =>
			/\/v8\/(?!login)/.test(request.url) ? box.failure('auth_required', 403, true) : handle(request),
		)
		const {status, stdout, stderr} = await bench.poll()
		expect([status, stderr]).toEqual([0, ''])
		expect(stdout).toContain('api_version=7,')
	})

	it('is found by the next poll where it only says that there is no such thing', async () => {
		await using bench = await replaced()
		const {box} = bench.freebox
		const handle = box.handle.bind(box)
		vi.spyOn(box, 'handle').mockImplementation(request =>
			request.url.includes('/v8/') ? box.failure('invalid_request', 404) : handle(request),
		)
		expect((await bench.poll()).stderr).toContain('connection (GET connection/: invalid_request')
		const {status, stdout, stderr} = await bench.poll()
		expect([status, stderr]).toEqual([0, ''])
		expect(stdout).toContain('api_version=7,')
	})
})
