import {execFileSync} from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {setTimeout as wait} from 'node:timers/promises'

export interface Pipe {
	/** The end to hand to a child as stdout or stderr. */
	readonly writeEnd: number
	/** Reads until every writer has gone. To be called once the child has its end; closes ours. */
	readAll(): Promise<Buffer>
}

export interface PipeOptions {
	/** As a parent leaves it that reads and writes with `O_NONBLOCK` on a shared description. */
	readonly nonBlocking?: boolean
	/** Waits so long before it reads, and again after every 64 KiB. */
	readonly slowMs?: number
}

/** A pipe of the kernel, 64 KiB, as Go and shells give it to a child; Node itself would give a socket. */
export function pipe({nonBlocking = false, slowMs = 0}: PipeOptions = {}): Pipe {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-pipe-'))
	const file = path.join(folder, 'pipe')
	execFileSync('mkfifo', [file])
	const {O_RDONLY, O_WRONLY, O_NONBLOCK} = fs.constants
	const readEnd = fs.openSync(file, O_RDONLY | O_NONBLOCK)
	const writeEnd = fs.openSync(file, O_WRONLY | (nonBlocking ? O_NONBLOCK : 0))
	fs.rmSync(folder, {recursive: true})
	return {
		writeEnd,
		async readAll() {
			fs.closeSync(writeEnd)
			const chunks: Buffer[] = []
			for (;;) {
				await wait(slowMs)
				const chunk = Buffer.alloc(64 * 1024)
				const length = read(readEnd, chunk)
				if (length === 0) break
				if (length === undefined) await wait(5)
				else chunks.push(chunk.subarray(0, length))
			}
			fs.closeSync(readEnd)
			return Buffer.concat(chunks)
		},
	}
}

/** The bytes read; undefined where there are none yet. */
function read(fd: number, chunk: Buffer): number | undefined {
	try {
		return fs.readSync(fd, chunk)
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return undefined
		throw error
	}
}
