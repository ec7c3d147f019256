import type {Wire} from '../../../../src/transports/dialogue/wire.ts'

/** What a device prints in answer to one thing that is typed, in pieces; `null` closes the connection. */
export type Batch = readonly (string | null)[]

/** A device that prints a batch of pieces for each thing that is typed, whatever it is. */
export function scripted(...batches: readonly Batch[]): {wire: Wire; typed: string[]} {
	const typed: string[] = []
	const queue: (string | null)[] = []
	const left = [...batches]
	let wake = () => {}
	const wire: Wire = {
		peer: 'modem:23',
		send(text) {
			typed.push(text)
			queue.push(...(left.shift() ?? []))
			wake()
		},
		async receive() {
			if (queue.length === 0) {
				await new Promise<void>(resolve => {
					wake = resolve
				})
			}
			return queue.shift() ?? undefined
		},
		failure: () => undefined,
		finish() {},
		destroy() {},
	}
	return {wire, typed}
}
