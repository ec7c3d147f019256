import {expect, it} from 'vitest'
import {type Command, defineCommand} from '../../src/commands/command.ts'
import {count} from '../../src/config/values.ts'
import {defineDevice} from '../../src/devices/device.ts'
import {folder} from '../folder.ts'
import {run} from '../run.ts'

const box = defineDevice({
	name: 'box',
	summary: 'a box',
	examples: [['linestat box', 'poll it']],
	options: {host: {value: 'address', help: 'its address'}},
	measurements: [],
	source: () => 'box',
	load: async () => ({poll: async () => {}}),
})

const register = defineCommand({
	path: ['box', 'register'],
	summary: 'register with the box',
	examples: [['linestat box register', 'register']],
	argument: {name: 'application', help: 'who asks', many: true},
	options: {
		host: {value: 'address', help: 'its address', default: '192.0.2.1'},
		timeout: {value: 'tries', help: 'how often', default: 1, parse: count},
	},
	load: async () => ({
		async run(options, args, {io}) {
			io.out(`${JSON.stringify({options, args})}\n`)
			return 4
		},
	}),
})

const command: Command = register
const catalog = {devices: [box], commands: [command]}

it('runs a command below a device, with its own options and status', async () => {
	const ran = await run(['box', 'register', '--host', 'h', 'a', '--timeout', '3', 'b'], {catalog})
	expect(ran).toMatchObject({status: 4, stderr: ''})
	expect(JSON.parse(ran.stdout)).toEqual({options: {host: 'h', timeout: 3}, args: ['a', 'b']})
})

it('reads the environment of the device for it', async () => {
	const {stdout} = await run(['box', 'register'], {catalog, env: {LINESTAT_BOX_HOST: 'from-env'}})
	expect(JSON.parse(stdout)).toEqual({options: {host: 'from-env', timeout: 1}, args: []})
})

it('takes with --name what the file says of the device, below the environment', async () => {
	const file = folder({'l.yaml': 'devices: {home: {device: box, host: from-file}}'})
	const argv = ['box', 'register', '--name', 'home', '--config', `${file}/l.yaml`]
	expect(JSON.parse((await run(argv, {catalog})).stdout).options.host).toBe('from-file')
	const env = {LINESTAT_BOX_HOST: 'from-env'}
	expect(JSON.parse((await run(argv, {catalog, env})).stdout).options.host).toBe('from-env')
})

it('names the accepted arguments', async () => {
	const {status, stderr} = await run(['completion', 'tcsh'])
	expect(status).toBe(2)
	expect(stderr).toContain("'tcsh' is invalid for argument 'shell'. Allowed choices are bash, zsh, fish")
})

it('still polls the device itself, and takes common options before the subcommand', async () => {
	const {status, stdout} = await run(['--tag', 'a=b', 'box', '--host', 'h'], {catalog})
	expect(status).toBe(0)
	expect(stdout).toContain('linestat_poll,a=b,device=box,source=box ')
})

it('answers a call without a subcommand with the help and status 2', async () => {
	const {status, stdout, stderr} = await run([])
	expect(status).toBe(2)
	expect(stdout).toContain('Usage: linestat')
	expect(stderr).toBe('E! Nothing was asked for: name a device or a command. See --help.\n')
})

it('never repeats the value of an unknown option', async () => {
	const {status, stderr} = await run(['box', '--hots=hunter2'], {catalog})
	expect(status).toBe(2)
	expect(stderr).toBe("E! Unknown option '--hots'. See --help.\n")
})
