import {expect, it} from 'vitest'
import {parseAlias, selector} from '../../../../src/devices/ifstat/selection.ts'

const NAMES = ['lo', 'eth0', 'eth0.10', 'eth1', 'wlan0', 'a,b=c', '*', '-rf', 'it\'s"$x', '$(id)']

const select = async (patterns: string[], exclude: string[] = []) =>
	(await selector({exclude}, patterns))(NAMES)

it('takes all but lo where nothing is named', async () => {
	expect(await select([])).toEqual({selected: NAMES.slice(1), missing: []})
})

it.each([
	[['eth0'], ['eth0']],
	[
		['eth1', 'eth0'],
		['eth0', 'eth1'],
	],
	[
		['eth0', 'eth*'],
		['eth0', 'eth0.10', 'eth1'],
	],
	[['eth[01]'], ['eth0', 'eth1']],
	[['{eth0,wlan*}'], ['eth0', 'wlan0']],
	[['lo'], ['lo']],
	[['l*'], ['lo']],
	[['*'], ['*']],
	[['?'], ['*']],
	[
		['-rf', 'it\'s"$x', '$(id)', 'a,b=c'],
		['a,b=c', '-rf', 'it\'s"$x', '$(id)'],
	],
])('%j selects %j', async (patterns, selected) => {
	expect(await select(patterns)).toEqual({selected, missing: []})
})

it('says which names and globs there are none of', async () => {
	expect(await select(['eth0', 'wg0', 'ppp*'])).toEqual({selected: ['eth0'], missing: ['wg0', 'ppp*']})
})

it('takes the excluded ones away', async () => {
	expect((await select(['eth*', 'wlan0'], ['*.*', 'wlan0'])).selected).toEqual(['eth0', 'eth1'])
	expect((await select([], ['*'])).selected).not.toContain('*')
})

it.each([
	['eth0=WAN', ['eth0', 'WAN']],
	['a,b=c=upstairs', ['a,b=c', 'upstairs']],
	['eth0= the garden ', ['eth0', 'the garden']],
])('reads the alias %j', (text, pair) => {
	expect(parseAlias(text)).toEqual(pair)
})

it.each(['eth0', '=WAN', 'eth0=', ''])('refuses the alias %j', text => {
	expect(() => parseAlias(text)).toThrow('name=alias')
})
