import fs from 'node:fs'
import {expect, it} from 'vitest'
import {folder} from '../../folder.ts'
import {openTestState} from '../../state.ts'

it('runs the migrations of others once, in order', async () => {
	const dir = folder()
	const schema = {name: 'fc', migrations: ['CREATE TABLE fc_key (name TEXT) STRICT']}
	const {state: old} = await openTestState(dir, {schemas: [schema]})
	await old.transaction(({database}) => database.exec(`INSERT INTO fc_key VALUES ('10.0.0.1')`))
	const more = {...schema, migrations: [...schema.migrations, 'ALTER TABLE fc_key ADD COLUMN since INTEGER']}
	const {state} = await openTestState(dir, {schemas: [more]})
	const rows = await state.transaction(({database}) => database.prepare('SELECT * FROM fc_key').all())
	expect(rows.map(row => ({...row}))).toEqual([{name: '10.0.0.1', since: null}])
})

it('reads the events of a file of version 1, and keeps more of new ones', async () => {
	const dir = folder()
	fs.copyFileSync('fixtures/state/linestat-1.sqlite', `${dir}/linestat.sqlite`)
	const {state, said} = await openTestState(dir)
	const old = await state.transaction(({events}) => events.list())
	expect(old.map(({message, details, deliveries}) => ({message, details, deliveries}))).toEqual(
		[
			'192.0.2.1 went down after 300 s',
			'192.0.2.2 went down after 600 s',
			'192.0.2.1 came up after 600 s',
		].map(message => ({message, details: undefined, deliveries: {log: 'pending'}})),
	)
	const details = {state: 'down', since: '1795266000'}
	const [latest] = old
	await state.transaction(({events}) => {
		if (latest !== undefined) events.add({...latest, time: latest.time + 3_600_000, details})
	})
	expect((await state.transaction(({events}) => events.list())).at(-1)?.details).toEqual(details)
	expect(said()).toBe('')
})
