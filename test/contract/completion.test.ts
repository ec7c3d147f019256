import {execFileSync} from 'node:child_process'
import fs from 'node:fs'
import {beforeAll, describe, expect, it} from 'vitest'
import {folder} from '../folder.ts'
import {run} from '../run.ts'

const has = (shell: string) => fs.existsSync(`/usr/bin/${shell}`)
const missing = (shell: string) => (has(shell) ? '' : ` (not run: no /usr/bin/${shell})`)

/** What each shell offers for a command line whose last word is being typed. */
const shells = {
	bash: (script: string, words: readonly string[]) => `
		source ${script}
		compopt() { :; }
		COMP_WORDS=(${words.map(quote).join(' ')})
		COMP_CWORD=${words.length - 1}
		_linestat
		printf '%s\\n' "\${COMPREPLY[@]}"`,
	// The functions of zsh's completion system work only inside of it; these print what they are given.
	zsh: (script: string, words: readonly string[]) => `
		compdef() { :; }
		_describe() { print -l -- \${\${(P)2}%%:*} | grep -e "^$typed" }
		compadd() { shift; print -l -- $@ | grep -e "^$typed" }
		compset() { typed=\${typed#*=} }
		_files() { ls -d "$typed"* }
		source ${script}
		words=(${words.map(quote).join(' ')})
		typed=$words[-1]
		CURRENT=$#words
		_linestat
		true`,
	fish: (script: string, words: readonly string[]) => `
		source ${script}
		complete -C ${quote(words.join(' '))} | string split -f 1 \\t
		true`,
}

const quote = (text: string) => `'${text}'`

describe.each(['bash', 'zsh', 'fish'] as const)('in %s', shell => {
	let script = ''
	beforeAll(async () => {
		script = (await run(['completion', shell])).stdout
	})

	const offered = (...words: readonly string[]) => {
		const dir = folder({
			script,
			'file.txt': '',
			'home/.config/linestat/linestat.yaml': 'devices: {lan: {device: ifstat}, modem: {device: draytek}}',
		})
		const program = `${import.meta.dirname}/../../src/main.ts`
		fs.mkdirSync(`${dir}/bin`)
		fs.writeFileSync(`${dir}/bin/linestat`, `#!/bin/sh\nexec ${process.execPath} ${program} "$@"\n`, {
			mode: 0o755,
		})
		// Bash takes "=" for a word of its own.
		const split = words.flatMap(word => (word.startsWith('--') ? word.split(/(=)/) : [word]))
		const all = ['linestat', ...(shell === 'bash' ? split : words)]
		const output = execFileSync(`/usr/bin/${shell}`, ['-c', shells[shell](`${dir}/script`, all)], {
			cwd: dir,
			encoding: 'utf8',
			env: {PATH: `${dir}/bin:/usr/bin:/bin`, HOME: `${dir}/home`, XDG_CONFIG_HOME: `${dir}/home/.config`},
		})
		return output.split('\n').filter(line => line !== '')
	}

	describe.skipIf(!has(shell))(`completes${missing(shell)}`, () => {
		it('devices and commands', () => {
			expect(offered('')).toEqual(expect.arrayContaining(['ifstat', 'draytek', 'config', 'completion']))
			expect(offered('ifs')).toEqual(['ifstat'])
			expect(offered('--format', 'json', 'ifs')).toEqual(['ifstat'])
		})

		it('commands below another, and their arguments', () => {
			expect(offered('config', '').toSorted()).toEqual(['check', 'names', 'path'])
			expect(offered('completion', '').toSorted()).toEqual(['bash', 'fish', 'zsh'])
		})

		it('options, only those of the subcommand', () => {
			expect(offered('ifstat', '--tim')).toEqual(expect.arrayContaining(['--timeout', '--timestamp']))
			expect(offered('ifstat', '--ssh')).toEqual(['--ssh'])
			expect(offered('draytek', '--password')).toEqual(['--password-file'])
			expect(offered('config', 'check', '--format')).toEqual([])
		})

		it('choices', () => {
			const formats = ['graphite', 'influx', 'json', 'prometheus', 'table']
			expect(offered('ifstat', '--format', '').toSorted()).toEqual(formats)
			expect(offered('ifstat', 'eth0', '--format', 'in')).toEqual(['influx'])
		})

		it('choices behind =', () => {
			expect(offered('ifstat', '--format=in').map(word => word.replace('--format=', ''))).toEqual(['influx'])
		})

		it('files', () => {
			expect(offered('draytek', '--password-file', 'fil')).toEqual(['file.txt'])
			expect(offered('config', 'check', 'fil')).toEqual(['file.txt'])
		})

		it('the names of configured devices of that kind', () => {
			expect(offered('ifstat', '--name', '')).toEqual(['lan'])
			expect(offered('draytek', '--name', 'm')).toEqual(['modem'])
		})
	})
})

it('offers every option that the help shows', async () => {
	const {stdout: help} = await run(['ifstat', '--help'])
	const {stdout: script} = await run(['completion', 'bash'])
	const flags = [...help.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(match => match[1])
	expect(flags.length).toBeGreaterThan(15)
	for (const flag of flags) expect(script).toContain(flag)
})
