import {expect, it} from 'vitest'
import {run} from '../run.ts'

it.each([
	[['ifstat', '--fromat', 'json'], "Unknown option '--fromat' (Did you mean --format?)"],
	[['ifstt'], "Unknown command 'ifstt' (Did you mean ifstat?)"],
	[['freebox', 'regster'], 'freebox has no command "regster" (did you mean "register"?)'],
	[['modem', 'openwrt', '--host', '192.0.2.1:22'], '"192.0.2.1:22" is no host: the port goes into --port'],
	[['ifstat', '--timeout', 'soon'], 'Wrong value for --timeout: "soon" is no duration'],
	[['ifstat', '--format', 'xml'], '"xml" is not one of influx, prometheus, graphite, json, table'],
	[['completion', 'csh'], 'Allowed choices are bash, zsh, fish. See --help.'],
	[['ifstat', '--tag', 'host=a'], 'The tag "host" is reserved'],
])('answers %j with what is accepted and status 2', async (argv, message) => {
	const {status, stdout, stderr} = await run(argv)
	expect(status).toBe(2)
	expect(stdout).toBe('')
	expect(stderr).toMatch(/^E! [^\n]+\n$/)
	expect(stderr).toContain(message)
})
