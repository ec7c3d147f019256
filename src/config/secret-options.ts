import type {Device} from '../devices/device.ts'
import {UsageError} from '../errors.ts'
import {type OptionSpecs, toEnv, toFlag} from './options.ts'

/**
 * The options that come with a device's secrets: `--password-file` for `password`, and the switch that accepts files
 * that others can read. A secret itself is never the value of an option.
 */
export function secretOptions(secrets: Device['secrets'] = {}): OptionSpecs {
	const names = Object.entries(secrets)
	if (names.length === 0) return {}
	const files = names.map(([name, {help}]) => [
		`${name}File`,
		{value: 'file', help: `file with the ${help}, or -`, env: false},
	])
	return {
		...Object.fromEntries(files),
		allowUnsafePermissions: {help: 'accept secret files that others can read', env: false},
	}
}

/** Where a secret can come from, as the hint of an error. */
export function secretSources(device: string, name: string): string {
	const variable = toEnv(name, device)
	return `Use --${toFlag(name)}-file, the systemd credential ${credentialNames(device, name)[0]}, or the environment variable ${variable} or ${variable}_FILE`
}

/** The names of systemd credentials that are looked for, in this order. Telegraf's own unit imports `telegraf.*`. */
export function credentialNames(device: string, secret: string, name?: string): readonly string[] {
	const owners = name === undefined ? [device] : [name, device]
	return owners.flatMap(owner => [
		`linestat.${owner}.${toFlag(secret)}`,
		`telegraf.linestat-${owner}-${toFlag(secret)}`,
	])
}

/** Refuses `--password x` and `--password=x` without repeating x: every user of the machine can read a command line. */
export function refuseSecretValues(argv: readonly string[], devices: readonly Device[]): void {
	const end = argv.indexOf('--')
	const words = end < 0 ? argv : argv.slice(0, end)
	for (const device of devices.filter(({name}) => words.includes(name))) {
		for (const name of Object.keys(device.secrets ?? {})) {
			const flag = `--${toFlag(name)}`
			if (flag.slice(2) in device.options) continue
			if (!words.some(word => word === flag || word.startsWith(`${flag}=`))) continue
			throw new UsageError(`${flag} takes no value here, since every user of this machine could read it`, {
				hint: secretSources(device.name, name),
			})
		}
	}
}
