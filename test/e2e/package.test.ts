import {execFileSync} from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import {afterAll, describe, expect, it} from 'vitest'
import {parseLineProtocol} from '../grammar/line-protocol.ts'
import {type OtherNode, otherNode, ownNode} from './nodes.ts'
import {bin, run} from './program.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-package-'))
afterAll(() => fs.rmSync(folder, {recursive: true}))

interface Packed {
	readonly filename: string
	readonly size: number
	readonly files: readonly {readonly path: string}[]
}
/** npm answers with a list, newer ones with an object by name. */
const answer = JSON.parse(
	execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {encoding: 'utf8', stdio: 'pipe'}),
)
const [packed] = Object.values<Packed>(answer) as [Packed]
const tarball = path.join(folder, packed.filename)

const users = [await otherNode('24.0.0'), await otherNode('24'), ownNode]
const tooOld = [await otherNode('20'), await otherNode('8')]
const environment = (node: OtherNode) => ({PATH: `${node.bin}:/usr/bin:/bin`})

describe('the package', () => {
	it('holds the program and its licences, no sources and no tests', () => {
		const files = packed.files.map(file => file.path)
		expect(files).toEqual(
			expect.arrayContaining(['LICENSE', 'bin/linestat.js', 'dist/main.cjs', 'dist/THIRD-PARTY-LICENSES']),
		)
		const folders = new Set(files.filter(file => file.includes('/')).map(file => file.split('/')[0]))
		expect([...folders].filter(name => !['bin', 'dist', 'telegraf'].includes(name ?? ''))).toEqual([])
	})

	it('is small', () => {
		expect(packed.size).toBeLessThan(400_000)
	})

	it('needs no other package', () => {
		const manifest = JSON.parse(fs.readFileSync('package.json', 'utf8'))
		expect(manifest).not.toHaveProperty('dependencies')
		expect(manifest).not.toHaveProperty('optionalDependencies')
		expect(manifest.scripts).not.toHaveProperty('install')
		expect(manifest.scripts).not.toHaveProperty('postinstall')
	})
})

describe.each(users)('under $title', node => {
	it.runIf(node.bin)('installs without network and polls', {timeout: 120_000}, async () => {
		const prefix = fs.mkdtempSync(path.join(folder, 'prefix-'))
		const npm = ['install', '--global', '--offline', '--no-audit', '--no-fund', '--prefix', prefix]
		execFileSync('npm', [...npm, '--cache', path.join(prefix, 'cache'), tarball], {stdio: 'pipe'})
		const program = path.join(prefix, 'bin/linestat')
		const {status, stdout, stderr} = await run([program, 'ifstat', 'lo'], {env: environment(node), cwd: '/'})
		expect({status, stderr}).toEqual({status: 0, stderr: ''})
		expect(parseLineProtocol(stdout).map(point => point.measurement)).toEqual(['ifstat', 'linestat_poll'])
		const help = await run([program, '--help'], {env: environment(node)})
		expect(help.stdout).toContain('ifstat')
	})
})

// On the pinned Node these tests are a part of `npm test`.
describe.each(users.filter(node => node !== ownNode))('under $title', node => {
	it.runIf(node.bin)('every package works in the bundle', {timeout: 120_000}, () => {
		const env = {...process.env, LINESTAT_TEST_NODE: path.join(node.bin ?? '', 'node')}
		execFileSync('npx', ['vitest', 'run', 'test/bundle'], {stdio: 'pipe', env})
	})
})

describe.each(tooOld)('under $title', node => {
	it.runIf(node.bin)('says in one line which Node it needs', async () => {
		const {status, stdout, stderr} = await run([bin, 'ifstat'], {env: environment(node)})
		expect(status).toBe(1)
		expect(stdout).toBe('')
		expect(stderr).toMatch(/^E! linestat needs Node\.js 24 or newer, this is v\d+\.\d+\.\d+\.\n$/)
	})
})
