import {describe, expect, it} from 'vitest'
import {configCheck, configPath} from '../../src/commands/index.ts'
import {echoCatalog} from '../fake-device.ts'
import {folder} from '../folder.ts'
import {run} from '../run.ts'

const FILE = `
defaults:
  timeout: 1500ms
  tags: {site: home, room: attic}
devices:
  modem:
    device: fake
    host: 192.0.2.7
    port: 2323
    host-key: [a, 'b,c']
    bins: true
    legacy: yes
    identity_file: keys/id
    things: [eth0, eth1]
    tags:
      room: cellar
  other: {device: fake, host: 1.10}
`

async function withFile(text: string, argv: readonly string[], env: Record<string, string> = {}) {
	const dir = folder({'linestat.yaml': text})
	const {catalog, seen} = echoCatalog()
	const all = {...catalog, commands: [configCheck, configPath]}
	const ran = await run([...argv, '--config', `${dir}/linestat.yaml`], {catalog: all, env})
	return {...ran, seen: seen(), dir}
}

describe('--name', () => {
	it('takes options, arguments and tags of the device from the file', async () => {
		const {status, stdout, stderr, seen, dir} = await withFile(FILE, ['fake', '--name', 'modem'])
		expect(stderr).toBe('')
		expect(status).toBe(0)
		expect(seen).toMatchObject({
			host: '192.0.2.7',
			port: 2323,
			hostKey: ['a', 'b,c'],
			bins: 'tone',
			legacy: true,
			identityFile: `${dir}/keys/id`,
			args: ['eth0', 'eth1'],
		})
		expect(stdout).toMatch(/^fake,device=fake,room=cellar,site=home,source=192.0.2.7 words="polled" \d+$/m)
		expect(stdout).toContain('linestat_poll,device=fake,room=cellar,site=home,source=192.0.2.7 ')
	})

	it('puts the command line over the environment over the file over the default', async () => {
		const env = {LINESTAT_FAKE_PORT: '24', LINESTAT_FAKE_HOST: 'from-env'}
		const argv = ['fake', '--name', 'modem', '--host', 'from-cli', '--tag', 'room=hall', 'eth9']
		const {seen, stdout} = await withFile(FILE, argv, env)
		expect(seen).toMatchObject({host: 'from-cli', port: 24, legacy: true, args: ['eth9']})
		expect(stdout).toContain('room=hall,site=home')
	})

	it('keeps values as they are written', async () => {
		expect((await withFile(FILE, ['fake', '--name', 'other'])).seen).toMatchObject({host: '1.10', port: 23})
	})

	it('without it, applies only the defaults', async () => {
		const {seen, stdout} = await withFile(FILE, ['fake'])
		expect(seen).toMatchObject({host: '192.0.2.1', args: []})
		expect(stdout).toContain('room=attic,site=home')
	})

	it('answers an unknown name with the names, and status 6', async () => {
		const {status, stdout, stderr, dir} = await withFile(FILE, ['fake', '--name', 'modme'])
		expect(status).toBe(6)
		expect(stdout).toBe('')
		expect(stderr).toBe(`E! ${dir}/linestat.yaml has no device "modme". Its fake devices: modem, other.\n`)
	})

	it('answers a name without a file with where to look', async () => {
		const {catalog} = echoCatalog()
		const {status, stderr} = await run(['fake', '--name', 'modem'], {catalog})
		expect(status).toBe(6)
		expect(stderr).toContain('There is no configuration file that could name "modem". linestat config path')
	})
})

describe('search', () => {
	it('takes the first of --config, LINESTAT_CONFIG, XDG_CONFIG_HOME and HOME, and says which with -v', async () => {
		const at = (name: string) => `devices: {${name}: {device: fake, host: ${name}}}\n`
		const dir = folder({
			'option.yaml': at('option'),
			'variable.yaml': at('variable'),
			'xdg/linestat/linestat.yaml': at('xdg'),
			'home/.config/linestat/linestat.yaml': at('home'),
		})
		const {catalog, seen} = echoCatalog()
		const HOME = `${dir}/home`
		const XDG_CONFIG_HOME = `${dir}/xdg`
		const LINESTAT_CONFIG = `${dir}/variable.yaml`
		for (const [name, argv, env] of [
			['option', ['--config', `${dir}/option.yaml`], {HOME, XDG_CONFIG_HOME, LINESTAT_CONFIG}],
			['variable', [], {HOME, XDG_CONFIG_HOME, LINESTAT_CONFIG}],
			['xdg', [], {HOME, XDG_CONFIG_HOME}],
			['home', [], {HOME}],
			['home', [], {HOME, XDG_CONFIG_HOME: 'relative'}],
		] as const) {
			const {stderr} = await run(['fake', '-v', '--name', name, ...argv], {catalog, env})
			expect(stderr).toMatch(new RegExp(`^I! Using the configuration file ${dir}/.*${name}`))
			expect(seen()).toMatchObject({host: name})
		}
	})

	it('does not go on to the next place when the named file is missing', async () => {
		const dir = folder({'.config/linestat/linestat.yaml': 'devices: {}'})
		const {catalog} = echoCatalog()
		const env = {HOME: dir, LINESTAT_CONFIG: `${dir}/nowhere.yaml`}
		const {status, stderr} = await run(['fake'], {catalog, env})
		expect(status).toBe(6)
		expect(stderr).toContain(`E! Cannot read the configuration file ${dir}/nowhere.yaml: ENOENT`)
	})

	it('config path marks the file that is used', async () => {
		const dir = folder({'.config/linestat/linestat.yaml': ''})
		const {status, stdout} = await run(['config', 'path'], {env: {HOME: dir}})
		expect(status).toBe(0)
		expect(stdout).toContain(`* ${dir}/.config/linestat/linestat.yaml  ($HOME; used)\n`)
		expect(stdout).toContain('  /etc/linestat/linestat.yaml  ')
	})
})

describe('mistakes', () => {
	it.each([
		[
			'devices:\n  a:\n    device: fake\n    hots: x\n',
			'4:5: Unknown key "hots" in the fake device (did you mean "host"?). Accepted: device, things, host, port',
		],
		['devices:\n  a:\n    device: fake\n    port: none\n', '4:11: Wrong value for "port": "none" is no port'],
		[
			'devices:\n  a:\n    device: fake\n    port: [1, 2]\n',
			'4:11: Wrong value for "port": a list stands where one value is needed',
		],
		['devices:\n  a:\n    device: fake\n    host:\n', '4:10: Wrong value for "host": a value is missing'],
		[
			'devices:\n  a:\n    device: fake\n    legacy: maybe\n',
			'4:13: Wrong value for "legacy": "maybe" is neither yes nor no',
		],
		[
			'devices:\n  a:\n    device: fake\n    bins: all\n',
			'4:11: Wrong value for "bins": "all" is not one of tone, band',
		],
		[
			'devices:\n  a:\n    device: fak\n',
			'3:13: "fak" is no kind of device (did you mean "fake"?). Accepted: fake',
		],
		['devices:\n  a:\n    host: x\n', '3:5: The key "device" is missing. Accepted: fake'],
		['devices:\n  a: 3\n', '2:6: The key "device" is missing'],
		['devices: [a]\n', '1:10: A list stands where a mapping is needed of names of your choice'],
		['device: {}\n', '1:1: Unknown key "device" in the file (did you mean "devices"?)'],
		['defaults: {tags: {host: a}}\n', '1:25: The tag "host" is reserved'],
		['defaults: {name: x}\n', '1:12: Unknown key "name" in "defaults"'],
		['- a\n', '1:1: A list stands where a mapping is needed, with the keys defaults, devices'],
		['devices: {a: {device: fake}\n', ': No valid YAML: Flow map'],
		['devices: {a: {device: fake}, a: {device: fake}}\n', '1:30: No valid YAML: Map keys must be unique'],
		[
			'devices:\n  a:\n    device: fake\n    host_key: x\n    host-key: y\n',
			'5:5: The key "host_key" stands twice',
		],
	])('%j is refused with the place and what is accepted', async (text, message) => {
		const {status, stdout, stderr, dir} = await withFile(text, ['fake'])
		expect(status).toBe(6)
		expect(stdout).toBe('')
		expect(stderr).toMatch(/^E! [^\n]+\n$/)
		expect(stderr).toContain(`${dir}/linestat.yaml:`)
		expect(stderr).toContain(message)
	})

	it('a secret in the file is refused without repeating it', async () => {
		const text = 'devices:\n  a:\n    device: fake\n    password: hunter2\n'
		const {status, stderr} = await withFile(text, ['fake'])
		expect(status).toBe(6)
		expect(stderr).toContain('linestat.yaml:4:15: A secret does not belong into this file')
		expect(stderr).toContain('"password_file"')
		expect(stderr).not.toContain('hunter2')
	})

	it.each(['', '# nothing\n', '{}\n'])('%j is a file that says nothing', async text => {
		expect(await withFile(text, ['fake'])).toMatchObject({status: 0, stderr: ''})
	})
})

describe('config check', () => {
	it('lists the devices', async () => {
		const {status, stdout, stderr, dir} = await withFile(FILE, ['config', 'check'])
		expect(stderr).toBe('')
		expect(status).toBe(0)
		expect(stdout).toBe(
			`${dir}/linestat.yaml is right. Its devices:\n  modem  fake  192.0.2.7\n  other  fake  1.10\n`,
		)
	})

	it('says everything that is wrong, a line each', async () => {
		const text = 'devices:\n  a: {device: fake, prot: 1, hots: 2}\n  b: {device: none}\n'
		const {status, stdout, stderr} = await withFile(text, ['config', 'check'])
		expect(status).toBe(6)
		expect(stdout).toBe('')
		expect(stderr.match(/^E! .*linestat\.yaml:\d+:\d+: /gm)).toHaveLength(3)
	})

	it('looks at the files of secrets', async () => {
		const dir = folder({secret: 'x\n'}, 0o644)
		const text = `devices:\n  a: {device: fake, password_file: ${dir}/secret}\n  b: {device: fake, password_file: ${dir}/none}\n`
		const {status, stderr} = await withFile(text, ['config', 'check'])
		expect(status).toBe(6)
		expect(stderr).toContain(
			`:2:6: a: The secret file ${dir}/secret is open to every user (mode 644). Run: chmod o= `,
		)
		expect(stderr).toContain(`:3:6: b: Cannot open the secret file ${dir}/none`)
	})
})
