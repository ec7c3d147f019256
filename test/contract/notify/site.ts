import {expect} from 'vitest'
import {gatewayCatalog} from '../../event-device.ts'
import {folder} from '../../folder.ts'
import {type RunOptions, run} from '../../run.ts'
import {handClock} from '../../state.ts'

const catalog = gatewayCatalog()

/** linestat with these notification targets; `poll` is one poll of the fake device, a minute after the one before. */
export function site(notify: Readonly<Record<string, Readonly<Record<string, unknown>>>>, start?: string) {
	const dir = folder({'linestat.yaml': JSON.stringify({notify}), url: 'http://127.0.0.1:1/never\n'})
	const clock = handClock(start)
	const options = {catalog, io: {clock}}
	const common = ['--config', `${dir}/linestat.yaml`, '--state-dir', dir]
	const poll = (args: readonly string[], more: Partial<RunOptions> = {}) => {
		clock.advance(60)
		// A deadline counts from the start of the process, which for a test is now.
		const begun = performance.now()
		const own = {...clock, monotonic: () => performance.now() - begun}
		return run(['fake', ...args, ...common], {catalog, io: {clock: own}, ...more})
	}
	return {
		dir,
		clock,
		poll: (...args: readonly string[]) => poll(args),
		/** A poll that is told to end as soon as something has happened. */
		async pollTold(by: 'SIGTERM' | 'SIGINT', hasHappened: () => boolean, ...args: readonly string[]) {
			let tell = (_by: typeof by) => {}
			const running = poll(args, {
				onInterrupt(listener) {
					tell = listener
				},
			})
			await expect.poll(hasHappened).toBe(true)
			tell(by)
			return await running
		},
		test: (...names: readonly string[]) => run(['notify', 'test', ...names, ...common], options),
		async states() {
			const {stdout} = await run(['events', ...common], options)
			const {events = []} = stdout === '' ? {} : JSON.parse(stdout)
			return events.map((event: {deliveries: object}) => event.deliveries)
		},
	}
}

/** Arguments that say so of that many gateways. */
export const many = (state: string, count: number): string[] =>
	Array.from({length: count}, (_, index) => `${state}=G${index}`)
