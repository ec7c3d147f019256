import {spawnSync} from 'node:child_process'
import {describe, expect, it} from 'vitest'
import {installed} from './installed.ts'

const {here, note} = installed('promtool')

describe.runIf(here)(`docs/prometheus/alerts.yml${note}`, () => {
	it.each([
		['is well-formed', ['check', 'rules', 'docs/prometheus/alerts.yml']],
		['tells what it should, and nothing else', ['test', 'rules', 'test/e2e/prometheus/alerts.test.yml']],
	])('%s', (_name, args) => {
		const {status, stdout, stderr} = spawnSync('promtool', args, {encoding: 'utf8'})
		expect(status, `${stdout}${stderr}`).toBe(0)
		expect(stdout).toContain('SUCCESS')
	})
})
