import fs from 'node:fs'
import path from 'node:path'
import {expect, it} from 'vitest'
import {createCertificate} from '../../simulators/certificates.ts'
import {startBench} from './bench.ts'

const root = createCertificate({name: 'Root of the house'})
const middle = createCertificate({name: 'Boxes of the house', issuer: root})
const leaf = createCertificate({name: 'box', names: ['mafreebox.freebox.fr'], issuer: middle})
/** As servers do: the certificate between is sent, the root is not. */
const tls = {...leaf, chain: middle.cert}

const places: readonly (readonly [where: string, env: (folder: string) => Record<string, string>])[] = [
	['linestat', folder => ({XDG_CONFIG_HOME: folder})],
	['.config/linestat', folder => ({HOME: folder})],
]

it.each(places)('freebox-ca.pem in %s is found by itself', async (place, env) => {
	await using bench = await startBench({tls})
	const folder = path.join(bench.stateDir, place)
	fs.mkdirSync(folder, {recursive: true})
	const surroundings = {env: env(bench.stateDir)}
	const before = await bench.poll([], surroundings)
	expect([before.status, before.stderr]).toEqual([4, expect.stringContaining('which nothing vouches for')])
	expect(bench.freebox.seen.text).toBe('')

	const file = path.join(folder, 'freebox-ca.pem')
	fs.writeFileSync(
		file,
		`The authorities of this house.\n${createCertificate({name: 'Other'}).cert}${root.cert}`,
	)
	expect(await bench.poll([], surroundings)).toMatchObject({status: 0, stderr: ''})
})

it('freebox-ca.pem of somebody else lets nobody in, and --ca-file stands in its place', async () => {
	await using bench = await startBench({tls})
	const folder = path.join(bench.stateDir, 'linestat')
	fs.mkdirSync(folder)
	const file = path.join(folder, 'freebox-ca.pem')
	fs.writeFileSync(file, createCertificate({name: 'Root of the house'}).cert)
	const surroundings = {env: {XDG_CONFIG_HOME: bench.stateDir}}
	expect((await bench.poll([], surroundings)).status).toBe(4)
	expect(bench.freebox.seen.text).toBe('')
	const named = path.join(bench.stateDir, 'named.pem')
	fs.writeFileSync(named, root.cert)
	expect((await bench.poll(['--ca-file', named], surroundings)).status).toBe(0)
})

it('freebox-ca.pem that holds no certificate is named', async () => {
	await using bench = await startBench({tls})
	const folder = path.join(bench.stateDir, 'linestat')
	fs.mkdirSync(folder)
	const file = path.join(folder, 'freebox-ca.pem')
	fs.writeFileSync(file, 'hello')
	const {status, stderr} = await bench.poll([], {env: {XDG_CONFIG_HOME: bench.stateDir}})
	expect([status, stderr]).toEqual([6, expect.stringContaining(`${file} holds no certificate`)])
})

it('a chain that is good for another name is not good', async () => {
	const other = createCertificate({name: 'box', names: ['other.example'], issuer: middle})
	await using bench = await startBench({tls: {...other, chain: middle.cert}})
	const named = path.join(bench.stateDir, 'named.pem')
	fs.writeFileSync(named, root.cert)
	const {status, stderr} = await bench.poll(['--ca-file', named])
	expect([status, stderr]).toEqual([4, expect.stringContaining('altnames')])
	expect(bench.freebox.seen.text).toBe('')
})
