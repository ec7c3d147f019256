import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {type Ran, type RunOptions, run} from '../../run.ts'
import {type Api, type Firewall, type FirewallOptions, startFirewall} from '../../simulators/firewall.ts'

/** What the simulated firewalls accept, as the environment has it. */
export const KEYS: Readonly<Record<Api, Readonly<Record<string, string>>>> = {
	v1: {LINESTAT_PFSENSE_KEY: '61646d696e 0f1e2d3c4b5a69788796a5b4c3d2e1f0'},
	v2: {LINESTAT_PFSENSE_KEY: '5f2d8a0b4c6e917381b2d4f6a8c0e2f4'},
	opnsense: {LINESTAT_OPNSENSE_KEY: 'w86XNZob/8Oq8aC5', LINESTAT_OPNSENSE_SECRET: 'XeD26XVrJ5ilAc+E'},
}

/** A simulated firewall, a folder for state, and the program between them. */
export interface Bench extends AsyncDisposable {
	readonly firewall: Firewall
	readonly stateDir: string
	/** `linestat pfsense` or `linestat opnsense` with the firewall, its key and the folder. */
	poll(args?: readonly string[], options?: RunOptions): Promise<Ran>
}

/** The subcommand for an API. */
export const commandOf = (api: Api): string => (api === 'opnsense' ? 'opnsense' : 'pfsense')

export async function startBench(options: FirewallOptions): Promise<Bench> {
	const firewall = await startFirewall(options)
	const stateDir = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-firewall-'))
	const common = [commandOf(options.api), '--host', firewall.url, '--state-dir', stateDir]
	return {
		firewall,
		stateDir,
		poll: (args = [], {env, ...given} = {}) =>
			run([...common, ...args], {...given, env: {...KEYS[options.api], ...env}}),
		async [Symbol.asyncDispose]() {
			await firewall.close()
			fs.rmSync(stateDir, {recursive: true, force: true})
		},
	}
}

/** Points of one measurement, without device and source. */
export function pointsOf({stdout}: Ran, measurement: string): string[] {
	return stdout
		.split('\n')
		.filter(line => line.startsWith(`${measurement},`))
		.map(line => line.replace(/,device=\w+|,source=[^, ]+/g, '').replace(/ \d{19}$/, ''))
}
