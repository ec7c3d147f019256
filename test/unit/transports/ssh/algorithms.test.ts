import {expect, it} from 'vitest'
import {algorithms} from '../../../../src/transports/ssh/algorithms.ts'

it('asks for the types of host key that are known first', () => {
	expect(algorithms(['ssh-rsa'], false).serverHostKey).toEqual([
		'rsa-sha2-512',
		'rsa-sha2-256',
		'ssh-ed25519',
		'ecdsa-sha2-nistp256',
		'ecdsa-sha2-nistp384',
		'ecdsa-sha2-nistp521',
	])
	const {serverHostKey} = algorithms(['ecdsa-sha2-nistp521', 'unheard-of'], false)
	expect([serverHostKey].flat().slice(0, 2)).toEqual(['ecdsa-sha2-nistp521', 'ssh-ed25519'])
})

it('names nothing outdated unless asked to', () => {
	const {kex, cipher, hmac, serverHostKey} = algorithms([], false)
	const offered = JSON.stringify([kex, cipher, {...hmac, remove: []}, serverHostKey])
	expect(offered).not.toMatch(/sha1|cbc|md5|ssh-dss|"ssh-rsa"/)
	expect(JSON.stringify(algorithms([], true))).toMatch(/group1-sha1.*ssh-rsa.*ssh-dss.*3des-cbc.*hmac-md5/)
})
