import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {parseLineProtocol} from '../grammar/line-protocol.ts'
import {linestat} from './program.ts'
import {addNeighbour, canMakeNetworks, type Neighbour} from './servers/network.ts'

const possible = canMakeNetworks()

/** Sends the head of an answer as soon as it is asked, and then nothing. */
const HALF_AN_ANSWER = `
	require('node:net').createServer(socket => {
		socket.on('error', () => {}).on('data', () => {
			socket.write('itf,rx_bytes,rx_packets\\neth0,1')
			console.log('asked')
		})
	}).listen(19998, () => console.log('ready'))`

describe.runIf(possible)(
	`a network that fails${possible ? '' : ' (skipped: needs root and iproute2)'}`,
	() => {
		let neighbour: Neighbour
		beforeAll(() => {
			neighbour = addNeighbour()
		})
		afterAll(() => neighbour[Symbol.asyncDispose]())

		it('in the middle of a poll: up=0, one line, status 3, in time', async () => {
			const server = await neighbour.serve(HALF_AN_ANSWER)
			const running = linestat(['ifstat', '--tcp', `${neighbour.address}:19998`, '--timeout', '1500ms'])
			await server.untilSays('asked')
			neighbour.unplug()
			const {status, stdout, stderr, seconds} = await running
			expect(status).toBe(3)
			expect(parseLineProtocol(stdout)).toMatchObject([
				{measurement: 'linestat_poll', fields: {up: 0n, result: 'timeout', result_code: 3n}},
			])
			expect(stderr).toMatch(/^E! [^\n]{1,509}\n$/)
			expect(seconds).toBeGreaterThan(1)
			expect(seconds).toBeLessThan(2)
		})

		it('before a poll: the same', async () => {
			neighbour.unplug()
			const {status, stdout, stderr, seconds} = await linestat([
				'ifstat',
				'--ssh',
				`root@${neighbour.address}`,
				'--timeout',
				'1s',
			])
			expect(status).toBe(3)
			expect(parseLineProtocol(stdout)).toMatchObject([{fields: {up: 0n, result_code: 3n}}])
			expect(stderr).toMatch(/^E! [^\n]{1,509}\n$/)
			expect(seconds).toBeLessThan(1.5)
		})
	},
)
