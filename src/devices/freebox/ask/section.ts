import type {Json, JsonObject} from '../../../json.ts'
import type {Point} from '../../../metrics/model.ts'
import type {Discovery} from '../discovery.ts'
import type {Group} from '../groups.ts'
import type {Connection} from '../read/connection.ts'

/** What a section of the poll may ask and use. */
export interface Asking {
	readonly discovery: Discovery
	/** Groups that were asked for. */
	readonly groups: ReadonlySet<Group>
	/** The `result` of `GET <path>`. `name`: how a capture calls a question that is never the same. */
	readonly get: (path: string, name?: string) => Promise<Json>
	/** Hands over points, for sections of which a part may fail. */
	readonly add: (points: Iterable<Point>) => void
	/** Answers that several sections need; each is asked for once. */
	readonly connection: () => Promise<Connection>
	/** At most `--max-hosts` machines, the active ones first. */
	readonly limit: (machines: readonly JsonObject[]) => readonly JsonObject[]
	/** Unix seconds. */
	readonly now: number
	readonly patchRateUp: boolean
}

/** A part of the poll that may fail alone. */
export type Section = (asking: Asking) => Promise<Iterable<Point>>

/**
 * Asks several questions of which any may fail: hands over what the others answered, then throws the first failure.
 */
export async function askAll(
	{add}: Pick<Asking, 'add'>,
	questions: readonly (() => Promise<Iterable<Point>>)[],
): Promise<Iterable<Point>> {
	const outcomes = await Promise.allSettled(questions.map(ask => ask()))
	for (const outcome of outcomes) if (outcome.status === 'fulfilled') add(outcome.value)
	const failed = outcomes.find(outcome => outcome.status === 'rejected')
	if (failed !== undefined) throw failed.reason
	return []
}
