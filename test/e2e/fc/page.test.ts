import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import {expect, it, onTestFinished} from 'vitest'
import {folder} from '../../folder.ts'
import {bin, run} from '../program.ts'
import {freePort} from '../servers/ports.ts'
import {sshds} from './servers.ts'

const page = fs.readFileSync('docs/devices/fc.md', 'utf8')
const trial = page.slice(page.indexOf('### Without a Flow Collector'), page.indexOf('## Options'))
const blocks = (language: string, text: string): string[] =>
	[...text.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
		([, code = '']) => code,
	)

/** A clone of the sources with a `linestat` on PATH, and the shell of somebody who has just arrived. */
function newcomer() {
	const dir = folder()
	const programs = path.join(dir, 'bin')
	fs.mkdirSync(programs)
	fs.mkdirSync(path.join(dir, 'sources'))
	fs.symlinkSync(path.resolve('fixtures'), path.join(dir, 'sources/fixtures'))
	fs.writeFileSync(path.join(programs, 'linestat'), `#!/bin/sh\nexec ${process.execPath} ${bin} "$@"\n`, {
		mode: 0o755,
	})
	const env = {PATH: `${programs}:${process.env.PATH}`, HOME: dir}
	return async (script: string, cwd = 'sources') =>
		await run(['bash', '-euc', script], {env, cwd: path.join(dir, cwd)})
}

it.runIf(sshds.here)(
	`a newcomer gets from two sshd to a report by the commands of the page${sshds.note}`,
	async () => {
		const shell = newcomer()
		const [first, second, ...more] = blocks('sh', trial)
		expect(more).toEqual([])
		if (process.getuid?.() === 0) fs.mkdirSync('/run/sshd', {recursive: true, mode: 0o755})
		// Nothing else is changed: somebody may have these ports.
		const ports = [await freePort(), await freePort()]
		const begin = (first ?? '')
			.replaceAll('2201', `${ports[0]}`)
			.replaceAll('2202', `${ports[1]}`)
			.replace('-p 220$n', `-p $([ $n = 1 ] && echo ${ports[0]} || echo ${ports[1]})`)
		onTestFinished(async () => void (await shell('kill $(cat fc1/pid fc2/pid)', 'sources/fc-trial')))
		const polled = await shell(begin)
		expect(polled.status).toBe(0)
		expect(polled.stderr.replace(/^# .*\n/gm, '')).toBe('')
		expect(polled.stdout).toMatch(/^fc .*exporters=15i,.*exporters_down=5i,.*exporters_up=10i/m)
		expect(polled.stdout.match(/^fc_collector,source=fc[12] .*result="ok".*up=1i/gm)).toHaveLength(2)

		const asked = await shell(second ?? '', 'sources/fc-trial')
		expect(asked).toMatchObject({status: 0, stderr: ''})
		const report = asked.stdout.slice(asked.stdout.indexOf('fc · '))
		const [shown = ''] = blocks('text', trial)
		expect(withoutTimes(report)).toContain(withoutTimes(shown))
		expect(report).toMatch(/192\.0\.2\.12 · /)
		expect(polled.seconds + asked.seconds).toBeLessThan(30)
	},
)

it('the configuration and the commands for real collectors are right, too', async () => {
	const shell = newcomer()
	const part = page.slice(page.indexOf('## In five minutes'), page.indexOf('### Without a Flow Collector'))
	const [yaml = ''] = blocks('yaml', part)
	const commands = blocks('console', part).flatMap(block =>
		[...block.matchAll(/^\$ (.*)$/gm)].map(([, one = '']) => one),
	)
	expect(commands).toEqual([
		'linestat fc --name netflow',
		'linestat fc report --name netflow',
		'linestat fc history --name netflow 192.0.2.19',
	])
	await shell(`mkdir -p ~/.config/linestat; cat > ~/.config/linestat/linestat.yaml <<'EOF'\n${yaml}EOF\n
		(umask 077; echo secret > ~/.config/linestat/fc-berlin.password)`)
	expect(await shell('linestat config check')).toMatchObject({status: 0, stderr: ''})

	// In the place of the two collectors, one that nobody is at: the poll is remembered all the same.
	const nobody = yaml.replaceAll(/10\.0\.0\.\d/g, '127.0.0.1').replace('2222', '9')
	await shell(
		`cat > ~/.config/linestat/linestat.yaml <<'EOF'\n${nobody.replace('root@127.0.0.1', 'root@127.0.0.1:9')}EOF`,
	)
	const [poll = '', report = '', history = ''] = commands
	const ran = await shell(poll)
	expect(ran.stderr).toMatch(/^E! None of 2 collectors could be read: 127\.0\.0\.1:9 \(.*ECONNREFUSED/)
	expect(ran.status).toBe(3)
	expect(await shell(report)).toMatchObject({
		status: 0,
		stderr: '',
		stdout: expect.stringContaining('"exporters"'),
	})
	expect((await shell(history)).stderr).toContain('No exporter 192.0.2.19 is remembered')
})

const withoutTimes = (text: string): string =>
	text.replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, 'TIME').replace(/ +\d+s\b/g, ' SECONDS')
