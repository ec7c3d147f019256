import {describe, exitCodeOf, LinestatError, type Result, resultOf} from '../../errors.ts'

/** No collector could be read: the first failure decides the status. */
export class NoCollectorError extends LinestatError {
	readonly exitCode: number
	readonly result: Result

	constructor(failures: readonly (readonly [name: string, error: unknown])[]) {
		const [first] = failures
		const parts = failures.map(([name, error]) => `${name} (${describe(error)})`)
		super(`None of ${failures.length} collectors could be read: ${parts.join(', ')}`)
		this.exitCode = exitCodeOf(first?.[1])
		this.result = resultOf(first?.[1])
	}
}
