import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {afterEach, beforeEach, expect, it} from 'vitest'
import {run} from '../run.ts'
import {sysfsTree} from '../sysfs.ts'

const answer = fs.readFileSync('fixtures/ifstat/edgerouter--answer.txt', 'utf8')

let tree: ReturnType<typeof sysfsTree>
beforeEach(() => {
	tree = sysfsTree(answer)
})
afterEach(() => tree[Symbol.dispose]())

const ifstat = (...argv: string[]) => run(['ifstat', '--timestamp', 'none', ...argv], {env: tree.env})

const interfacesOf = (text: string) =>
	[...text.matchAll(/^ifstat,.*?interface=((?:\\.|[^, ])*)/gm)].map(([, name]) => name)

it('prints this machine', async () => {
	const {status, stdout, stderr} = await ifstat()
	expect({status, stderr}).toEqual({status: 0, stderr: ''})
	const lines = stdout.split('\n')
	expect(interfacesOf(stdout)).toEqual(['eth0', 'eth1', 'imq0', 'pppoe0', 'switch0'])
	expect(lines[0]).toBe(
		`ifstat,device=ifstat,interface=eth0,source=${os.hostname()} carrier_changes=5i,mtu_bytes=1500i,` +
			'rx_bytes=3801234567i,rx_dropped=0i,rx_errors=0i,rx_packets=4123456i,speed_bps=1000000000i,' +
			'tx_bytes=912345678i,tx_dropped=0i,tx_errors=0i,tx_packets=2234567i,up=1i',
	)
	expect(lines[3]).toContain('rx_bytes=88123456789i')
	expect(lines[3]).toMatch(/ up=1i|,up=1i/)
	expect(lines[3]).not.toContain('speed_bps')
	expect(lines.at(-2)).toMatch(/^linestat_poll,device=ifstat,.*points=5i,result="ok",result_code=0i,up=1i$/)
})

it('selects by name and glob, and gives aliases', async () => {
	const {stdout} = await ifstat(
		'eth*',
		'lo',
		'--exclude',
		'eth1',
		'--alias',
		'eth0=WAN',
		'--tag',
		'site=home',
	)
	expect(interfacesOf(stdout)).toEqual(['eth0', 'lo'])
	expect(stdout).toContain(`ifstat,alias=WAN,device=ifstat,interface=eth0,site=home,source=`)
})

it('warns of a name that does not exist, and prints the others', async () => {
	const {status, stdout, stderr} = await ifstat('eth0', 'wg0')
	expect(status).toBe(0)
	expect(interfacesOf(stdout)).toEqual(['eth0'])
	expect(stderr).toBe(`W! ifstat ${os.hostname()}: There is no interface "wg0".\n`)
})

it.each(['influx', 'prometheus', 'graphite', 'json', 'table'])('names the interface in %s', async format => {
	const {status, stdout} = await ifstat('pppoe0', '--format', format)
	expect(status).toBe(0)
	expect(stdout).toContain('pppoe0')
	expect(stdout.endsWith('\n')).toBe(true)
})

it('keeps every digit, and leaves out what int64 cannot hold', async () => {
	tree.write(
		'./eth0/statistics/rx_bytes:9223372036854775807\n./eth0/statistics/tx_bytes:18446744073709551615\n',
	)
	const {status, stdout, stderr} = await ifstat('eth0')
	expect(status).toBe(0)
	expect(stdout).toContain('rx_bytes=9223372036854775807i')
	expect(stdout).not.toContain('tx_bytes')
	expect(stderr).toMatch(/^W! [^\n]*tx_bytes=18446744073709551615[^\n]*\n$/)
})

it('prints the other counters only when asked for', async () => {
	tree.write(
		'./eth0/statistics/rx_crc_errors:7\n./eth0/statistics/multicast:8\n./eth0/statistics/novelty:9\n',
	)
	expect((await ifstat('eth0')).stdout).not.toContain('multicast')
	const {stdout} = await ifstat('eth0', '--all-stats')
	expect(stdout).toMatch(/multicast=8i,.*rx_crc_errors=7i/)
	expect(stdout).not.toContain('novelty')
})

it('takes names that only a kernel could like', async () => {
	const names = ['a,b=c', 'it\'s"$x', '-rf', '*', '$(id)', '\\']
	for (const name of names) tree.write(answer.replaceAll('./eth0/', `./${name}/`))
	const {status, stdout} = await ifstat('--format', 'json', '--', ...names)
	expect(status).toBe(0)
	const {metrics} = JSON.parse(stdout) as {metrics: {name: string; tags: {interface?: string}}[]}
	const printed = metrics.filter(({name}) => name === 'ifstat').map(({tags}) => tags.interface ?? '')
	// Line protocol cannot end a tag in a backslash, so a name that is nothing else has no tag.
	expect(printed.sort()).toEqual(names.map(name => (name === '\\' ? '' : name)).sort())
})

it('takes names that are no UTF-8', async () => {
	const folder = Buffer.concat([Buffer.from(`${tree.folder}/caf`), Buffer.from([0xe9])])
	fs.cpSync(path.join(tree.folder, 'eth0'), path.join(tree.folder, 'copy'), {recursive: true})
	fs.renameSync(path.join(tree.folder, 'copy'), folder)
	expect(interfacesOf((await ifstat('caf*')).stdout)).toEqual(['caf\ufffd'])
})

it('knows files from interfaces, and an interface that goes while it is read', async () => {
	fs.writeFileSync(path.join(tree.folder, 'bonding_masters'), 'bond0\n')
	fs.rmSync(path.join(tree.folder, 'eth1/statistics/tx_bytes'))
	const {stdout, stderr} = await ifstat()
	expect(stderr).toBe('')
	expect(interfacesOf(stdout)).toEqual(['eth0', 'imq0', 'pppoe0', 'switch0'])
	expect((await ifstat('bonding_masters')).stderr).toContain('There is no interface "bonding_masters"')
})

it('says so where there is no sysfs', async () => {
	const {status, stdout, stderr} = await run(['ifstat'], {env: {HOST_SYS: '/nonexistent'}})
	expect(status).toBe(5)
	expect(stdout).toMatch(/^linestat_poll,.*result="protocol"/)
	expect(stderr).toMatch(/^E! No \/nonexistent\/class\/net\/ on this machine\. [^\n]+\n$/)
})

it('captures and replays', async () => {
	const file = path.join(tree.folder, '../../../capture.txt')
	const live = await ifstat('--capture', file)
	expect(fs.readFileSync(file, 'utf8')).toContain('|./eth0/statistics/rx_bytes:3801234567\n')
	tree.write('./eth0/statistics/rx_bytes:1\n')
	const withoutTime = (text: string) => text.replace(/duration_seconds=[^,]*/, '')
	expect(withoutTime((await ifstat('--replay', file)).stdout)).toBe(withoutTime(live.stdout))
})
