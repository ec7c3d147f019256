import fs from 'node:fs'
import process from 'node:process'
import {systemClock} from '../../src/clock.ts'
import {createLog} from '../../src/log.ts'
import {openState} from '../../src/state/index.ts'

/** Counts in the state of a folder, one transaction a count, and an event with each: `state.ts FOLDER COUNTS`. */
const [folder = '', counts = '1'] = process.argv.slice(2)
const log = createLog({err: () => {}}, {format: 'plain', level: 'error'})
const key = {device: 'fake', source: 'here', key: 'count'}
for (let n = 0; n < Number(counts); n++) {
	const state = await openState(folder, {clock: systemClock, log, waitMs: 20_000})
	await state.transaction(({documents, events, now}) => {
		const before = documents.get(key)
		const count = (typeof before === 'bigint' ? before : 0n) + 1n
		documents.set(key, count)
		const event = {kind: 'resync', device: 'fake', source: 'here', subject: {}, time: now, message: 'again'}
		events.add({...event, to: String(count)})
		events.route('fake', 'here', () => ['somewhere'])
	})
	state.close()
	if (n === 0) fs.writeSync(2, 'begun\n')
}
