import fs from 'node:fs'
import path from 'node:path'
import {expect} from 'vitest'
import {folder} from '../../folder.ts'
import {type Polled, writeTable} from './site.ts'

/** What the file of most tests says. */
export const rows = {'192.0.2.1': 800, '192.0.2.2': 0}

/** A file with two exporters, as an account other than the one that runs the tests can read it. */
export function tableFile(): string {
	const dir = folder()
	fs.chmodSync(dir, 0o755)
	const file = path.join(dir, 'table')
	writeTable(file, rows)
	return file
}

/** A poll whose only collector could not be read, or not believed: everything is printed, and one line says why. */
export function expectFailure(ran: Polled, status: number, result: string, stderr: RegExp): void {
	expect(ran.stderr).toMatch(stderr)
	expect(ran.stderr).toMatch(/^E! [^\n]*\n$/)
	expect(ran.status).toBe(status)
	expect(ran.fields('fc_collector', {source: 'fc1'})).toMatchObject({up: 0n, result})
	expect(ran.fields('fc')).toMatchObject({exporters_up: 0n, exporters_down: 0n, went_down: 0n})
	expect(ran.fields('linestat_poll')).toMatchObject({up: 0n, result_code: BigInt(status)})
}

export function expectGood(ran: Polled): void {
	expect(ran).toMatchObject({status: 0, stderr: ''})
	expect(ran.fields('fc_collector', {source: 'fc1'})).toMatchObject({up: 1n, rows: 2n, result: 'ok'})
	expect(ran.fields('fc_exporter', {exporter: '192.0.2.1'})).toMatchObject({up: 1n, current_bps: 800n})
	expect(ran.fields('fc_exporter', {exporter: '192.0.2.2'})).toMatchObject({up: 0n, current_bps: 0n})
}
