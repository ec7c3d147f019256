import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {Called} from '../../src/commands/called.ts'
import {globalOptions} from '../../src/config/global.ts'
import type {OptionSpecs} from '../../src/config/options.ts'
import {flagOf} from '../../src/config/resolve.ts'
import {secretOptions} from '../../src/config/secret-options.ts'
import type {Device} from '../../src/devices/device.ts'
import {findDevice, registry} from '../../src/devices/index.ts'
import {loadEverything} from '../../src/everything.ts'
import {type Io, processIo} from '../../src/io.ts'
import {readPlain} from '../../src/plain.ts'
import {runProgram} from '../../src/program.ts'

const everything = await loadEverything()
const silentIo: Io = {...processIo, out() {}, err() {}, stdout: {isTTY: false, columns: 80}}

/** What commander reads; undefined where it prints help or refuses. */
async function readByCommander(argv: readonly string[]): Promise<Called | undefined> {
	let called: Called | undefined
	try {
		await runProgram(argv, everything, silentIo, async one => {
			called = one
		})
	} catch {
		return undefined
	}
	return called
}

const optionsOf = (device: Device): OptionSpecs => ({
	...globalOptions,
	...secretOptions(device.secrets),
	...device.options,
})

/** A call as plain data. */
function shown(called: Called | undefined, device: Device) {
	if (called?.kind !== 'poll') return called?.kind
	const given = Object.entries(optionsOf(device)).map(([key, spec]) => [key, called.given(key, spec)])
	return {
		name: called.device.name,
		args: called.args,
		given: given.filter(([, value]) => value !== undefined),
	}
}

describe.each(everything.devices.map(device => ({name: device.name, device})))('$name', ({name, device}) => {
	const flags = Object.keys(optionsOf(device)).map(flagOf)
	const below = everything.commands.filter(({path}) => path[0] === name).map(({path}) => path[1] ?? '')
	const word = fc.oneof(
		fc.constantFrom(
			'a',
			'eth0',
			'x=y',
			'',
			'-',
			'--',
			'-v',
			'-qv',
			'--fromat',
			'help',
			'--help',
			'1s',
			...below,
		),
		fc.constantFrom(...flags),
		fc.constantFrom(...(device.argument?.choices ?? ['eth1'])),
		fc
			.tuple(fc.constantFrom(...flags), fc.constantFrom('', 'a', '-1', 'a=b'))
			.map(([flag, value]) => `${flag}=${value}`),
	)

	it('what is plain means the same to commander', async () => {
		let plain = 0
		await fc.assert(
			fc.asyncProperty(fc.array(word, {maxLength: 6}), async words => {
				const called = readPlain(words, device)
				if (called === undefined) return
				plain++
				expect(shown(called, device)).toEqual(shown(await readByCommander([name, ...words]), device))
			}),
			{numRuns: 1000},
		)
		expect(plain).toBeGreaterThan(50)
	})

	it('reads each option that takes a value, alone and with "="', () => {
		for (const [key, spec] of Object.entries(optionsOf(device))) {
			if (spec.value === undefined) {
				expect(readPlain([flagOf(key)], device)).toBeDefined()
				continue
			}
			const value = spec.many ? ['a'] : 'a'
			const called = readPlain([`${flagOf(key)}=a`], device)
			expect(called?.given(key, spec)).toEqual({origin: flagOf(key), value})
			if (spec.bare === undefined) {
				expect(readPlain([flagOf(key), 'a'], device)?.given(key, spec)).toEqual({origin: flagOf(key), value})
			}
		}
	})

	it('has no command below it that could be one of its arguments', () => {
		if (below.length > 0 && device.argument !== undefined) {
			expect(device.argument.choices).toBeDefined()
			expect(device.argument.choices?.filter(choice => below.includes(choice))).toEqual([])
		}
	})
})

it.each([
	['--help'],
	['-v'],
	['--fromat', 'json'],
	['--format'],
	['--format', '--strict'],
	['--strict=yes'],
	['--'],
])('leaves %j %j to commander', async (...words) => {
	const ifstat = await findDevice('ifstat')
	expect(ifstat && readPlain(words, ifstat)).toBeUndefined()
})

it('knows every device by the name it has', async () => {
	for (const name of Object.keys(registry)) expect((await findDevice(name))?.name).toBe(name)
	expect(await findDevice('toString')).toBeUndefined()
})
