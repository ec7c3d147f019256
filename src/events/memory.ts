import {type Json, type JsonObject, object} from '../json.ts'
import type {FieldValue, Point} from '../metrics/model.ts'
import type {Moment} from '../state/accounting.ts'

/** What a poll leaves for the next one, of one device. Times are accounting seconds, which no set clock moves. */
export interface Memory {
	readonly moment: Moment
	/** Accounting time of the last poll. */
	readonly at: number
	/** Polls in a row that failed, and since when. */
	readonly failures: number
	readonly failedAt?: number | undefined
	/** Whether `unreachable` has been told. */
	readonly unreachable: boolean
	readonly things: Readonly<Record<string, ThingMemory>>
}

/** One line, connection, gateway or interface as it was last seen. */
export interface ThingMemory {
	/** Accounting time at which it was last seen. */
	readonly at: number
	/** The last known values of what is watched. */
	readonly known: Known
	/** What rules keep for themselves, by their name. */
	readonly notes: Readonly<Record<string, Json>>
}

export type Known = Readonly<Record<string, FieldValue>>

/** A thing as this poll shows it. */
export interface Thing {
	readonly id: string
	readonly measurement: string
	/** Its tags, without `device` and `source`. */
	readonly subject: Readonly<Record<string, string>>
	readonly fields: Known
}

/** The points of a poll by what they are about; points with the same tags are one thing. */
export function thingsOf(points: readonly Point[], watched: ReadonlySet<string>): Thing[] {
	const things = new Map<string, Thing>()
	for (const {measurement, tags, fields} of points) {
		if (!watched.has(measurement.name)) continue
		const {device: _device, source: _source, ...subject} = tags
		const id = JSON.stringify([
			measurement.name,
			...Object.entries(subject).toSorted(([a], [b]) => (a < b ? -1 : 1)),
		])
		const before = things.get(id)?.fields
		things.set(id, {id, measurement: measurement.name, subject, fields: {...before, ...fields}})
	}
	return [...things.values()]
}

/** Reads a memory as it was stored; undefined where it is none, which is then a first poll. */
export function readMemory(stored: Json | undefined): Memory | undefined {
	const {moment, at, failures, failedAt, unreachable, things} = object(stored)
	const {wall, uptime, bootId} = object(moment)
	if (number(wall) === undefined || number(at) === undefined) return undefined
	return {
		moment: {
			wall: number(wall) ?? 0,
			uptime: number(uptime),
			bootId: typeof bootId === 'string' ? bootId : undefined,
		},
		at: number(at) ?? 0,
		failures: number(failures) ?? 0,
		failedAt: number(failedAt),
		unreachable: unreachable === true,
		things: Object.fromEntries(
			Object.entries(object(things)).map(([id, thing]) => [id, readThing(object(thing))]),
		),
	}
}

function readThing({at, known, notes}: JsonObject): ThingMemory {
	const values = Object.entries(object(known)).filter(
		(entry): entry is [string, FieldValue] => entry[1] !== null && typeof entry[1] !== 'object',
	)
	return {
		at: number(at) ?? 0,
		known: Object.fromEntries(values),
		notes: Object.fromEntries(
			Object.entries(object(notes)).flatMap(([key, note]) => (note === undefined ? [] : [[key, note]])),
		),
	}
}

const number = (value: Json | undefined): number | undefined =>
	typeof value === 'bigint' || typeof value === 'number' ? Number(value) : undefined
