import {describe, expect, it} from 'vitest'
import {exitCodeOf, describe as say} from '../../../src/errors.ts'
import {failure} from '../../ssh.ts'
import {startSshd} from '../servers/sshd.ts'
import {connect} from './connect.ts'

describe('algorithms', () => {
	it('are outdated only when asked for', async () => {
		await using server = await startSshd([
			'UsePAM no',
			'KexAlgorithms diffie-hellman-group14-sha1',
			'HostKeyAlgorithms ssh-rsa',
			'Ciphers aes128-cbc,3des-cbc',
			'MACs hmac-sha1',
		])
		const error = await failure(connect(server))
		expect(exitCodeOf(error)).toBe(5)
		expect(say(error)).toContain('--legacy-ssh')
		await using ssh = await connect(server, {options: {legacySsh: true}})
		expect((await ssh.exec('echo done')).stdout).toContain('done')
	})

	it('are a group exchange only where there is nothing else', async () => {
		const told: string[] = []
		const groups = 'KexAlgorithms diffie-hellman-group-exchange-sha256,diffie-hellman-group14-sha256'
		await using fixed = await startSshd(['UsePAM no', groups])
		await using _first = await connect(fixed, {told})
		await using exchange = await startSshd([
			'UsePAM no',
			'KexAlgorithms diffie-hellman-group-exchange-sha256',
		])
		await using _second = await connect(exchange, {told})
		expect(told.join('\n')).toMatch(
			/agreed on diffie-hellman-group14-sha256(.|\n)*agreed on diffie-hellman-group-exchange/,
		)
	})
})
