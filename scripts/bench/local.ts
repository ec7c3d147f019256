import {machine} from '../../test/e2e/machine.ts'
import {emptyScript, type Group, program, workFolder} from './group.ts'

/** What needs no other machine. */
export async function localGroup(): Promise<Group> {
	const {folder, home, remove} = workFolder()
	const tree = machine(['eth0', 'eth0.10', 'eth1', 'wlan0', 'ppp0', 'br0', 'wg0', 'wg1'])
	const all = ['ifstat']
	return {
		title: 'This machine',
		cases: [
			emptyScript(folder),
			// First of those with a cache: what the run that filled it has used is compiled in it, as for Telegraf's user.
			program('ifstat, 8 interfaces', all, {HOME: home, ...tree.env}),
			program('the same, no compile cache', all, tree.env),
			program('the same, as a table', [...all, '--format', 'table'], {HOME: home, ...tree.env}),
			program('--help', ['--help'], {HOME: home}),
		],
		async [Symbol.asyncDispose]() {
			tree[Symbol.dispose]()
			remove()
		},
	}
}
