import {describe, expect, it} from 'vitest'
import {modemFixture} from '../../fixtures/modem.ts'
import {run} from '../../run.ts'
import {deviceLines, poll, startShell} from './against.ts'

const MODELS = [
	['technicolor', 'technicolor-17.2--17a', 'transformer-cli'],
	['broadcom', 'broadcom-dsl-g225--17a-ginp', 'xdslctl'],
	['openwrt', 'openwrt-23.05--17a-vectoring', 'ubus'],
] as const

describe.each(MODELS)('%s', (model, fixture, program) => {
	it('is asked once', async () => {
		await using modem = await startShell(fixture)
		const {status} = await poll(modem, [model])
		expect(status).toBe(0)
		expect(modem.commands).toEqual([...modemFixture(fixture).answers.keys()])
		expect(modem.ssh.attempts).toEqual(['root password'])
	})

	it('is named by --model and in the environment as well', async () => {
		await using modem = await startShell(fixture)
		const named = await poll(modem, ['--model', model])
		const env = await poll(modem, [], {env: {LINESTAT_MODEM_MODEL: model}})
		expect(deviceLines(env.stdout)).toEqual(deviceLines(named.stdout))
		expect(named.status).toBe(0)
	})

	it('refuses a wrong password without repeating it', async () => {
		await using modem = await startShell(fixture)
		const {status, stdout, stderr} = await poll(modem, [model], {env: {LINESTAT_MODEM_PASSWORD: 'hunter2'}})
		expect(status).toBe(4)
		expect(stderr).toContain('refused the login of "root"')
		expect(stdout + stderr).not.toContain('hunter2')
		expect(stdout).toContain('result="auth"')
	})

	it.each([
		['is not there', {stderr: `sh: ${program}: not found\n`, code: 127}, 'The modem has no'],
		['says nothing', '', 'said nothing'],
		['says something else', 'BusyBox v1.19.4 built-in shell\n', 'said "BusyBox v1.19.4 built-in shell"'],
	])('says that the program %s', async (_name, answer, message) => {
		await using modem = await startShell(fixture, {exec: () => answer})
		const {status, stdout, stderr} = await poll(modem, [model])
		expect(status).toBe(5)
		expect(stderr).toMatch(/^E! [^\n]+\n$/)
		expect(stderr).toContain(message)
		expect(deviceLines(stdout)).toEqual([])
	})

	it.each([
		[{hang: 'connect'}, 3, 'timeout'],
		[{drop: 'connect'}, 3, 'refused'],
		[{hang: 'login'}, 3, 'timeout'],
		[{hang: 'answer'}, 3, 'timeout'],
		[{drop: 'answer'}, 3, 'unreachable'],
		[{refuse: 'channel'}, 3, 'refused'],
	] as const)('ends within the deadline: %j', async (behaviour, status, result) => {
		await using modem = await startShell(fixture, behaviour)
		const ran = await poll(modem, [model, '--timeout', '500ms'])
		expect(ran.status).toBe(status)
		expect(ran.stdout).toMatch(new RegExp(`result="${result}",result_code=3i,up=0i$`, 'm'))
		expect(ran.stderr).toMatch(/^E! [^\n]+\n$/)
		expect(ran.seconds).toBeLessThan(1.5)
	})

	it('stops a modem that never stops', async () => {
		await using modem = await startShell(fixture, {flood: 'answer'})
		const {status, stderr} = await poll(modem, [model])
		expect(status).toBe(5)
		expect(stderr).toContain('answered more than')
	})

	it('reads an answer that comes in pieces', async () => {
		await using whole = await startShell(fixture)
		await using torn = await startShell(fixture, {slow: true})
		const [expected, {stdout}] = [await poll(whole, [model]), await poll(torn, [model])]
		expect(deviceLines(stdout)).toEqual(deviceLines(expected.stdout))
	})
})

it.each([
	['Command failed: Not found\n', 5, 'ubus knows no object "dsl"'],
	['Command failed: Request timed out\n', 3, 'The DSL driver is busy'],
	['Command failed: Unknown error\n', 5, 'said "Command failed: Unknown error"'],
	['{\n\t"state": "Showtime', 5, 'is no JSON'],
])('openwrt: %j', async (answer, status, message) => {
	await using modem = await startShell('openwrt-23.05--17a-vectoring', {exec: () => `${answer}@@\n{}`})
	const ran = await poll(modem, ['openwrt'])
	expect(ran.status).toBe(status)
	expect(ran.stderr).toContain(message)
})

it('openwrt: reads the object behind what the shell prints at its start', async () => {
	const [answer] = modemFixture('openwrt-23.05--17a-vectoring').answers.values()
	await using modem = await startShell('openwrt-23.05--17a-vectoring', {exec: () => `Welcome!\n${answer}`})
	expect((await poll(modem, ['openwrt'])).stdout).toContain('rate_bps=92544000i')
})

it('technicolor: says that there is no DSL line', async () => {
	const exec = () =>
		'ERROR\tinvalid path sys.class.xdsl.@line0.\nERROR\tinvalid path rpc.network.interface.@wan.\n'
	await using modem = await startShell('technicolor-17.2--17a', {exec})
	const {status, stderr} = await poll(modem, ['technicolor'])
	expect(status).toBe(5)
	expect(stderr).toContain('transformer-cli says "invalid path sys.class.xdsl.@line0."')
})

it('names another interface and program', async () => {
	await using modem = await startShell('openwrt-23.05--17a-vectoring')
	await poll(modem, ['openwrt', '--interface', 'internet'])
	await poll(modem, ['broadcom', '--program', 'adslctl', '--sections', 'show'])
	expect(modem.commands).toEqual([
		'ubus call dsl metrics 2>&1; echo @@; ubus call network.interface.internet status 2>&1',
		'adslctl info --stats; echo @@; adslctl info --show',
	])
})

it.each([
	[[], 'No model was named. Use one of technicolor, broadcom, openwrt, zte-h267a, zte-h1600'],
	[['speedtouch'], '"speedtouch" is no model that is known. Use one of'],
	[['openwrt', 'broadcom'], 'openwrt and broadcom are two models'],
	[['openwrt', '--model', 'broadcom'], 'openwrt and broadcom are two models'],
	[['openwrt', '--sections', 'wan,bones'], '"bones" is no section'],
	[['openwrt', '--sections', 'dslam'], 'openwrt has no section "dslam"'],
	[['openwrt', '--interface', 'wan; reboot'], 'other characters'],
	[['openwrt', '--host', '-oProxyCommand=reboot'], 'is no host'],
	[['broadcom', '--program', 'rm'], '--program'],
])('refuses %j', async (argv, message) => {
	const {status, stderr} = await run(['modem', ...argv])
	expect(status).toBe(2)
	expect(stderr).toContain(message)
})
