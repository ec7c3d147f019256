import fs from 'node:fs'
import {expect, it} from 'vitest'
import {folder} from '../folder.ts'
import {run} from '../run.ts'

const example = fs.readFileSync('docs/examples/linestat.yaml', 'utf8')

it('the example of the documentation is right, as config check says', async () => {
	const dir = folder({'linestat.yaml': example, 'modem.password': 'secret\n'})
	const {status, stdout, stderr} = await run(['config', 'check', `${dir}/linestat.yaml`])
	expect({status, stderr}).toEqual({status: 0, stderr: ''})
	expect(stdout).toMatch(/modem +draytek +192\.168\.1\.1 +\S+\/modem\.password\n/)
	expect(stdout).toMatch(/router-lan +ifstat +192\.168\.1\.254\n/)
})

it('the page shows that example', () => {
	expect(fs.readFileSync('docs/configuration.md', 'utf8')).toContain(`\`\`\`yaml\n${example}\`\`\``)
})

it('the page on trouble lists every exit status of the help', async () => {
	const {stdout} = await run(['--help'])
	const page = fs.readFileSync('docs/troubleshooting.md', 'utf8')
	const statuses = [...stdout.slice(stdout.indexOf('Exit status:')).matchAll(/\b(\d) [a-z]/g)].map(
		match => match[1],
	)
	expect(statuses).toEqual(['0', '1', '2', '3', '4', '5', '6', '7'])
	for (const status of statuses) expect(page).toContain(`\n| ${status} | `)
})
