import {execFileSync, spawn} from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import {describe, expect, it} from 'vitest'
import {detached} from '../../../src/devices/modem/actions/shell.ts'
import {folder} from '../../folder.ts'
import {type Ran, type RunOptions, run} from '../../run.ts'
import {type AnyModem, PASSWORD, place, startShell, startWeb} from './against.ts'

const FIXTURE = 'openwrt-23.05--17a-vectoring'
const TAKEN = 'linestat: taken\n'

/** Runs an action against a modem, with the right password and a folder for state of its own. */
const act = (
	action: string,
	modem: AnyModem,
	argv: readonly string[],
	options: RunOptions = {},
): Promise<Ran> =>
	run(['modem', action, ...place(modem), ...argv], {
		...options,
		env: {LINESTAT_MODEM_PASSWORD: PASSWORD, LINESTAT_STATE_DIR: folder(), ...options.env},
	})

const takes = () => startShell(FIXTURE, {exec: () => TAKEN})

describe('the order', () => {
	it.each([
		['resync', 'broadcom', 'sleep 1; xdslctl connection --down; sleep 3; xdslctl connection --up'],
		['resync', 'technicolor', 'sleep 1; xdslctl connection --down; sleep 3; xdslctl connection --up'],
		['resync', 'openwrt', 'sleep 1; /etc/init.d/dsl_control restart'],
		['reboot', 'openwrt', 'sleep 1; reboot'],
		['line-down', 'broadcom', 'sleep 1; xdslctl connection --down'],
		['line-up', 'broadcom', 'sleep 1; xdslctl connection --up'],
		['line-down', 'openwrt', 'sleep 1; /etc/init.d/dsl_control stop'],
		['line-up', 'openwrt', 'sleep 1; /etc/init.d/dsl_control start'],
	])('to %s a %s is one exec that goes on by itself', async (action, model, steps) => {
		await using modem = await takes()
		const {status, stdout, stderr} = await act(action, modem, ['--model', model, '--yes'])
		expect({status, stderr}).toEqual({status: 0, stderr: ''})
		expect(stdout).toContain(`${model} 127.0.0.1 has taken the order to `)
		expect(modem.commands).toHaveLength(1)
		expect(modem.commands[0]).toContain(`( ${steps} ) </dev/null >/dev/null 2>&1 &`)
	})

	it.each([false, true])('to restart a zte-h1600 carries the token of its page: %s', async needsMainPage => {
		await using modem = await startWeb('zte-h1600-h388x--adsl2plus', {needsMainPage})
		const {status, stdout} = await act('reboot', modem, ['--model', 'zte-h1600', '--yes'])
		expect(status).toBe(0)
		expect(stdout).toContain('has taken the order to restart')
		expect(modem.state).toMatchObject({reboots: 1, logins: 1})
	})

	it.each([
		['reboot', 'zte-h267a', 'Nobody has recorded how its web pages do that'],
		['resync', 'zte-h1600', 'It knows reboot'],
	])('to %s a %s is not known', async (action, model, hint) => {
		const {status, stderr} = await run(['modem', action, '--model', model, '--yes'])
		expect(status).toBe(2)
		expect(stderr).toContain(hint)
	})

	it.each([
		[{stdout: 'xdslctl not found\n', code: 127}, 'xdslctl not found'],
		['', 'it said "nothing"'],
	])('fails where the modem does not take it: %j', async (answer, message) => {
		await using modem = await startShell(FIXTURE, {exec: () => answer})
		const {status, stdout, stderr} = await act('resync', modem, ['--model', 'broadcom', '--yes'])
		expect({status, stdout}).toEqual({status: 5, stdout: ''})
		expect(stderr).toContain('did not take the order')
		expect(stderr).toContain(message)
	})

	it('fails in time where the modem hangs', async () => {
		await using modem = await startShell(FIXTURE, {hang: 'answer', exec: () => TAKEN})
		const argv = ['--model', 'openwrt', '--yes', '--timeout', '300ms']
		const {status, stderr, seconds} = await act('reboot', modem, argv)
		expect(status).toBe(3)
		expect(stderr).toContain('did not take the order within 0.3 s')
		expect(seconds).toBeLessThan(2)
	})

	it('fails with a wrong password', async () => {
		await using modem = await takes()
		const env = {LINESTAT_MODEM_PASSWORD: 'hunter2'}
		const {status, stdout, stderr} = await act('reboot', modem, ['--model', 'openwrt', '--yes'], {env})
		expect(status).toBe(4)
		expect(stdout + stderr).not.toContain('hunter2')
		expect(modem.commands).toEqual([])
	})
})

describe('before it is given', () => {
	it('needs --yes where nobody can be asked', async () => {
		await using modem = await takes()
		const {status, stderr} = await act('resync', modem, ['--model', 'openwrt'])
		expect(status).toBe(2)
		expect(stderr).toContain('add --yes')
		expect(modem.commands).toEqual([])
	})

	it.each([
		['yes', 0, 1],
		['no', 2, 0],
		['', 2, 0],
	])('asks a person, who answers %j', async (answer, status, orders) => {
		await using modem = await takes()
		const questions: string[] = []
		const terminal = {isTTY: true, columns: 80}
		const ran = await act('line-down', modem, ['--model', 'openwrt'], {
			io: {
				stdin: {isTTY: true},
				stderr: terminal,
				ask: async question => {
					questions.push(question)
					return answer
				},
			},
		})
		expect(ran.status).toBe(status)
		expect(questions).toHaveLength(1)
		expect(questions[0]).toContain('the line stays down until line-up')
		expect(modem.commands).toHaveLength(orders)
	})
})

describe('how often', () => {
	it('keeps a distance to the interruption before', async () => {
		await using modem = await takes()
		const env = {LINESTAT_STATE_DIR: folder()}
		const again = ['--model', 'openwrt', '--yes']
		expect((await act('resync', modem, again, {env})).status).toBe(0)
		const second = await act('reboot', modem, again, {env})
		expect(second.status).toBe(6)
		expect(second.stderr).toMatch(/127\.0\.0\.1 was interrupted \d+ s ago \(resync\)\. Wait (599|600) s/)
		expect((await act('line-up', modem, again, {env})).status).toBe(0)
		expect((await act('resync', modem, [...again, '--min-distance', '1ms'], {env})).status).toBe(0)
		expect(modem.commands).toHaveLength(3)
	})

	it('gives one of two orders at once', async () => {
		await using modem = await takes()
		const env = {LINESTAT_STATE_DIR: folder()}
		const both = ['resync', 'reboot'].map(one => act(one, modem, ['--model', 'openwrt', '--yes'], {env}))
		const statuses = (await Promise.all(both)).map(({status}) => status)
		expect(statuses.toSorted()).toEqual([0, 6])
		expect(modem.commands).toHaveLength(1)
	})

	it('forgets an order that was not taken', async () => {
		const env = {LINESTAT_STATE_DIR: folder()}
		const argv = ['--model', 'openwrt', '--yes']
		await using deaf = await startShell(FIXTURE, {exec: () => ''})
		await act('resync', deaf, argv, {env})
		await using modem = await takes()
		expect((await act('resync', modem, argv, {env})).status).toBe(0)
	})

	it('keeps what was done among the events', async () => {
		await using modem = await takes()
		const dir = folder()
		await act('resync', modem, ['--model', 'openwrt', '--yes'], {env: {LINESTAT_STATE_DIR: dir}})
		const {openState} = await import('../../../src/state/index.ts')
		const {systemClock} = await import('../../../src/clock.ts')
		const log = {error() {}, warn() {}, info() {}, debug() {}, hide() {}, flush() {}}
		const state = await openState(dir, {clock: systemClock, log})
		const events = await state.transaction(({events}) => events.list())
		state.close()
		expect(events).toMatchObject([
			{
				kind: 'action',
				device: 'openwrt',
				source: '127.0.0.1',
				to: 'resync',
				message: 'openwrt 127.0.0.1 was told to sync anew',
			},
		])
	})
})

describe('on a real shell', () => {
	/** Programs that write down that they were called. */
	function programs(): {env: NodeJS.ProcessEnv; log: () => string[]} {
		const dir = folder()
		const log = path.join(dir, 'log')
		for (const name of ['xdslctl', 'reboot', 'sleep']) {
			fs.writeFileSync(path.join(dir, name), `#!/bin/sh\necho "${name} $*" >> ${log}\n`, {mode: 0o755})
		}
		return {
			env: {...process.env, PATH: `${dir}:${process.env.PATH}`},
			log: () => (fs.existsSync(log) ? fs.readFileSync(log, 'utf8').trim().split('\n') : []),
		}
	}

	it('ends at once and goes on by itself', async () => {
		const {env, log} = programs()
		const steps = ['xdslctl connection --down', 'sleep 3', 'xdslctl connection --up']
		const child = spawn('sh', ['-c', detached({program: 'xdslctl', steps})], {env})
		let said = ''
		child.stdout.on('data', (text: Buffer) => {
			said += text.toString()
		})
		await new Promise(resolve => child.on('close', resolve))
		expect(said).toBe(TAKEN)
		await expect
			.poll(log)
			.toEqual(['sleep 1', 'xdslctl connection --down', 'sleep 3', 'xdslctl connection --up'])
	})

	it('does nothing where the program is missing', () => {
		const command = detached({program: 'no-such-program', steps: ['reboot']})
		expect(() => execFileSync('sh', ['-c', command], {env: programs().env, stdio: 'pipe'})).toThrow()
	})
})
