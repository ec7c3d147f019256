import fs from 'node:fs'
import path from 'node:path'
import Conf from 'conf'
import {ConfigError} from '../../errors.ts'
import type {Registration} from './credentials.ts'

/**
 * Keeps a registration, or forgets it (undefined). The file is replaced as a whole; it is for its user alone (0600), or
 * for a group too (0640), which then may also enter and write its folder: the session is kept there.
 */
export function saveRegistration(
	file: string,
	box: string,
	registration: Registration | undefined,
	group?: string,
): void {
	try {
		const before = fs.statSync(file, {throwIfNoEntry: false})
		const gid = group === undefined ? groupOf(before) : groupId(group)
		const mode = gid === undefined ? 0o600 : 0o640
		const extension = path.extname(file)
		const store = new Conf<Record<string, Registration>>({
			cwd: path.dirname(file),
			configName: path.basename(file, extension),
			fileExtension: extension.slice(1),
			configFileMode: mode,
			// Host names contain dots, which conf would otherwise read as a path of keys.
			accessPropertiesByDotNotation: false,
		})
		if (registration === undefined) store.delete(box)
		else store.set(box, JSON.parse(JSON.stringify(registration)) as Registration)
		fs.chmodSync(file, mode)
		if (gid === undefined) return
		fs.chownSync(file, -1, gid)
		if (group !== undefined) openFolder(path.dirname(file), gid)
	} catch (cause) {
		if (cause instanceof ConfigError) throw cause
		throw new ConfigError(`Cannot write the registration ${file}`, {
			cause,
			hint: 'Name another file with --credentials, or run this as a user who may write it',
		})
	}
}

/** The group that may read the file already. */
function groupOf(stats: fs.Stats | undefined): number | undefined {
	return stats !== undefined && (stats.mode & 0o040) !== 0 ? stats.gid : undefined
}

function openFolder(folder: string, gid: number): void {
	const {mode} = fs.statSync(folder)
	// A folder that others use too, as /tmp, is left as it is.
	if ((mode & 0o007) !== 0) return
	fs.chownSync(folder, -1, gid)
	fs.chmodSync(folder, 0o2770)
}

function groupId(group: string): number {
	if (/^\d+$/.test(group)) return Number(group)
	const line = fs
		.readFileSync('/etc/group', 'utf8')
		.split('\n')
		.find(one => one.startsWith(`${group}:`))
	const gid = line?.split(':')[2]
	if (gid === undefined || gid === '') throw new ConfigError(`There is no group "${group}" in /etc/group`)
	return Number(gid)
}
