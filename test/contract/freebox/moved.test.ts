import fs from 'node:fs'
import net, {type AddressInfo} from 'node:net'
import path from 'node:path'
import {expect, it} from 'vitest'
import {run} from '../../run.ts'
import {createCertificate} from '../../simulators/certificates.ts'
import {dnsAnswer, srvAnswer, startUdp} from '../../simulators/udp.ts'
import {startBench} from './bench.ts'

/** A port at which nobody listens. */
async function freePort(): Promise<number> {
	const server = net.createServer().listen(0, '127.0.0.1')
	await new Promise(resolve => server.once('listening', resolve))
	const {port} = server.address() as AddressInfo
	await new Promise(resolve => server.close(resolve))
	return port
}

/** A box that was registered at a port of its domain, and is at another one now. */
async function movedBox(answer: (question: Buffer, port: number) => Buffer) {
	const tls = createCertificate({name: 'box', names: ['localhost']})
	const bench = await startBench({tls, fingerprint: tls.fingerprint})
	const old = await freePort()
	const file = path.join(bench.stateDir, 'freebox.json')
	const [registration] = Object.values(JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>)
	fs.writeFileSync(file, JSON.stringify({[`localhost:${old}`]: registration}))
	const names = await startUdp(question => [answer(question, bench.freebox.port)])
	const endpoint = ['--endpoint', `localhost:${old}`, '--name-server', `127.0.0.1:${names.port}`]
	return {
		bench,
		old,
		names,
		poll: () => bench.poll([...endpoint, '--timestamp', 'none']),
		logout: () => run(['freebox', 'logout', ...endpoint, '--state-dir', bench.stateDir]),
		async [Symbol.asyncDispose]() {
			await names[Symbol.asyncDispose]()
			await bench[Symbol.asyncDispose]()
		},
	}
}

it('a box whose port has moved is found by DNS, once', async () => {
	await using box = await movedBox(srvAnswer)
	const first = await box.poll()
	expect([first.status, first.stderr]).toEqual([
		0,
		`W! localhost:${box.old} does not answer; the box is at port ${box.bench.freebox.port} now.\n`,
	])
	// What it is called does not change.
	expect(first.stdout).toContain(`source=localhost:${box.old} `)
	expect(first.stdout).not.toContain(`:${box.bench.freebox.port}`)
	expect(box.names.questions).toHaveLength(1)
	expect(box.names.questions[0]?.includes('\x06_https\x04_tcp\x09localhost')).toBe(true)

	const second = await box.poll()
	expect([second.status, second.stderr]).toEqual([0, ''])
	expect(box.names.questions).toHaveLength(1)
	expect(box.bench.freebox.box.accounts).toMatchObject({opened: 1})
	expect(await box.logout()).toMatchObject({status: 0, stdout: 'the session is ended\n'})
})

it('a box that DNS does not know either is told as it was', async () => {
	await using box = await movedBox(question => dnsAnswer(question, undefined))
	const {status, stderr} = await box.poll()
	expect([status, stderr]).toEqual([
		3,
		expect.stringMatching(/^E! localhost:\d+ refused the connection\. [^\n]+\n$/),
	])
})

it('another box at the port that DNS tells gets nothing', async () => {
	await using box = await movedBox(srvAnswer)
	box.bench.freebox.certificate(createCertificate({name: 'other', names: ['localhost']}))
	const {status, stderr} = await box.poll()
	expect([status, stderr]).toEqual([4, expect.stringContaining('not SHA256:')])
	expect(box.bench.freebox.seen.text).toBe('')
})
