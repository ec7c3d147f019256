import {execFile} from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import {promisify} from 'node:util'

export interface OtherNode {
	readonly version: string
	/** Folder with the program `node`; undefined where it could not be had. */
	readonly bin: string | undefined
	/** For the name of a test: the version, and why there is none. */
	readonly title: string
}

/** A Node from npm's package `node`, kept for the next time. */
export async function otherNode(version: string): Promise<OtherNode> {
	const folder = path.resolve('node_modules/.cache/linestat', `node-${version}`)
	const bin = path.join(folder, 'node_modules/node/bin')
	const title = `Node ${version}`
	if (fs.existsSync(path.join(bin, 'node'))) return {version, bin, title}
	fs.mkdirSync(folder, {recursive: true})
	fs.writeFileSync(path.join(folder, 'package.json'), '{"private": true, "allowScripts": {"node": true}}')
	try {
		const args = ['install', '--no-audit', '--no-fund', '--prefix', folder, `node@${version}`]
		await promisify(execFile)('npm', args, {cwd: folder, timeout: 60_000})
		await promisify(execFile)(path.join(bin, 'node'), ['--version'])
		return {version, bin, title}
	} catch (error) {
		fs.rmSync(folder, {recursive: true, force: true})
		const why =
			(error as Error).message.split('\n').find(line => line.includes('npm error')) ?? 'does not run'
		return {version, bin: undefined, title: `${title} (skipped, not to be had: ${why})`}
	}
}

/** The pinned Node, which the tests run on. */
export const ownNode: OtherNode = {
	version: process.versions.node,
	bin: path.dirname(process.execPath),
	title: `Node ${process.versions.node}`,
}
