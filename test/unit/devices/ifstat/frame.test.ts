import fs from 'node:fs'
import {expect, it} from 'vitest'
import {unframe} from '../../../../src/devices/ifstat/frame.ts'
import {parseSysfs} from '../../../../src/devices/ifstat/sysfs.ts'

const fixture = (name: string) => fs.readFileSync(`fixtures/ifstat/edgerouter--${name}.txt`, 'utf8')

it('finds the answer between the noise of a shell', () => {
	const clean = unframe(fixture('answer'), 'WORD')
	expect(unframe(fixture('noisy-shell'), 'WORD')).toBe(clean)
	expect(parseSysfs(clean).interfaces).toHaveLength(6)
})

it('uses nothing of an answer that was cut, wherever', () => {
	expect(() => unframe(fixture('cut'), 'WORD')).toThrow('was cut')
	const whole = fixture('answer')
	for (let length = '@linestat WORD begin\n'.length; length < whole.length; length += 13) {
		expect(() => unframe(whole.slice(0, length), 'WORD')).toThrow('was cut')
	}
})

it('leaves late answers to other words out', () => {
	const late = '@linestat old begin\n./a/mtu:1\n@linestat old end\n'
	expect(unframe(`${late}@linestat new begin\n./b/mtu:2\n@linestat new end\n${late}`, 'new')).toBe(
		'./b/mtu:2\n',
	)
})

it('knows an empty answer from none', () => {
	expect(unframe('@linestat a begin\n@linestat a end\n', 'a')).toBe('')
})

it.each([
	['', /which printed nothing$/],
	['This service allows sftp connections only.\n', /printed "This service allows sftp connections only\."$/],
	['sh: echo "@linestat a begin"; nope\n', /printed "sh: echo/],
	['x'.repeat(300), /printed "x{200}"$/],
])('says what came in the place of an answer: %j', (output, message) => {
	expect(() => unframe(output, 'a')).toThrow(message)
})
