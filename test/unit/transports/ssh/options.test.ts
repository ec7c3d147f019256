import {expect, it} from 'vitest'
import {fingerprint} from '../../../../src/transports/ssh/options.ts'

const HASH = 'SHA256:uNiVztksCsDhcc0u9e8BrhvJO3Lf4VyTvSLXZYjSqXg'

it('takes a fingerprint with or without padding', () => {
	expect(fingerprint(HASH)).toBe(HASH)
	expect(fingerprint(` ${HASH}=\n`)).toBe(HASH)
})

it.each(['', 'SHA256:', HASH.slice(7), `${HASH}A`, 'MD5:16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48'])(
	'refuses %j and says where to find one',
	text => {
		expect(() => fingerprint(text)).toThrow('ssh-keygen -lf')
	},
)
