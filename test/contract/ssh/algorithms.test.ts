import {describe, expect, it} from 'vitest'
import {exitCodeOf, describe as say} from '../../../src/errors.ts'
import {type SshBehaviour, startSsh} from '../../simulators/ssh.ts'
import {keyPair} from '../../simulators/ssh-keys.ts'
import {failure} from '../../ssh.ts'
import {ADMIN, connect} from './device.ts'

describe('algorithms', () => {
	const old = {
		kex: ['diffie-hellman-group14-sha1'],
		serverHostKey: ['ssh-rsa'],
		cipher: ['aes128-cbc'],
		hmac: ['hmac-sha1'],
	} as const satisfies SshBehaviour['algorithms']

	it('are outdated only when asked for', async () => {
		await using device = await startSsh({...ADMIN, hostKeys: [keyPair('rsa').private], algorithms: {...old}})
		const error = await failure(connect(device))
		expect(exitCodeOf(error)).toBe(5)
		expect(say(error)).toContain('--legacy-ssh')
		await using _ = await connect(device, {options: {legacySsh: true}})
	})

	it('never are a group exchange where there is something else', async () => {
		const kex = ['diffie-hellman-group-exchange-sha256', 'diffie-hellman-group14-sha256'] as const
		await using device = await startSsh({...ADMIN, algorithms: {kex: [...kex]}})
		const told: string[] = []
		await using _ = await connect(device, {told})
		expect(told.join()).toContain('agreed on diffie-hellman-group14-sha256')
	})
})
