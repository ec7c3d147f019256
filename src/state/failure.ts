import fs from 'node:fs'
import type {Clock} from '../clock.ts'
import {ConfigError, LinestatError} from '../errors.ts'

/** Primary result codes of SQLite (sqlite.org/rescode.html). */
const SQLITE = {BUSY: 5, LOCKED: 6, READONLY: 8, IOERR: 10, CORRUPT: 11, FULL: 13, CANTOPEN: 14, NOTADB: 26}

/** There is no room for the memory that WAL shares. */
const IOERR_SHMSIZE = 4874

/** Another process has the file locked. */
export const isBusy = (error: unknown): boolean => [SQLITE.BUSY, SQLITE.LOCKED].includes(codeOf(error))

/** What is in the file is no database, or no longer one. */
export const isDamaged = (error: unknown): boolean => [SQLITE.CORRUPT, SQLITE.NOTADB].includes(codeOf(error))

/** Any failure of the file in words; other errors as they are. */
export function stateError(error: unknown, file: string): unknown {
	if (error instanceof LinestatError) return error
	const code = codeOf(error)
	const system = error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : ''
	const isFull = code === SQLITE.FULL || extendedCodeOf(error) === IOERR_SHMSIZE
	if (isFull || system === 'ENOSPC' || system === 'EDQUOT') {
		return new ConfigError(`The state ${file} was not saved: the disk is full`, {hint: 'Make room on it'})
	}
	const isForbidden =
		code === SQLITE.READONLY || code === SQLITE.CANTOPEN || /^E(ROFS|ACCES|PERM|NOENT)$/.test(system)
	if (isForbidden) {
		return new ConfigError(`The state ${file} was not saved: it cannot be written`, {
			cause: error,
			hint: 'Give the file and its folder to the user who runs linestat, or name another with --state-dir',
		})
	}
	if (code === 0 && system === '') return error
	return new ConfigError(`The state ${file} was not saved`, {cause: error})
}

/** Extended codes carry the primary one in their low byte. */
const codeOf = (error: unknown): number => extendedCodeOf(error) & 0xff

/** 0: no error of SQLite. */
const extendedCodeOf = (error: unknown): number =>
	error instanceof Error && 'errcode' in error ? Number(error.errcode) : 0

/** Renames a damaged file, with its journal, which belongs to it. Returns its new name, as `linestat.sqlite.corrupt-TIME`. */
export function moveAside(file: string, clock: Clock): string {
	const time = new Date(Number(clock.now() / 1_000_000n)).toISOString().replace(/[-:]|\.\d+/g, '')
	const aside = `${file}.corrupt-${time}`
	for (const suffix of ['', '-wal', '-journal']) {
		try {
			fs.renameSync(file + suffix, aside + suffix)
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw stateError(error, file)
		}
	}
	fs.rmSync(`${file}-shm`, {force: true})
	return aside
}
