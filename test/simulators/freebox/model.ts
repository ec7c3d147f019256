import fs from 'node:fs'

/** A box as described in `fixtures/freebox/<name>.json`: its `/api_version` and its answers by path. */
export interface Model {
	readonly api_version: Readonly<Record<string, unknown>> & {
		readonly api_version: string
		readonly uid: string
	}
	readonly permissions: Readonly<Record<string, boolean>>
	/** The `result`; `{"$error", "$status"}` for an error, `{"$missing": true}` for an answer without `result`. */
	readonly answers: Readonly<Record<string, unknown>>
}

export const modelNames = fs
	.readdirSync('fixtures/freebox')
	.filter(file => file.endsWith('.json'))
	.map(file => file.replace(/\.json$/, ''))

/** Numbers stay what they are in the file, digit by digit. */
export function loadModel(name: string): Model {
	const text = fs.readFileSync(`fixtures/freebox/${name}.json`, 'utf8')
	const raw = (_key: string, value: unknown, context: {source?: string}) =>
		typeof value === 'number' ? (JSON as unknown as RawJson).rawJSON(context.source ?? '0') : value
	return (JSON.parse as (text: string, reviver: typeof raw) => Model)(text, raw)
}

interface RawJson {
	rawJSON(text: string): unknown
}

/** As the box writes it: UTF-8, and every slash escaped. */
export const toJson = (value: unknown): string => JSON.stringify(value).replaceAll('/', '\\/')

/** What a path answers under a version that is not the newest of the box. */
export function answerOf(model: Model, path: string, version: number): unknown {
	// From version 10 on the mobile link has other paths.
	if (version >= 10 && path === 'connection/lte/config/') return undefined
	if (version < 10 && /^connection\/(lte\/(aggregation|backup)|aggregation)$/.test(path)) return undefined
	if (version < 10 && path === 'call/account/') return undefined
	// Of the survey since some moment there is always the same part.
	const answer = model.answers[path.replace(/(\/channel_survey_history\/)\d+$/, '$1')]
	return path === 'system/' && version < 6 ? flatSystem(answer) : answer
}

interface SystemAnswer {
	sensors?: {id: string; value?: unknown}[]
	fans?: {id: string; value?: unknown}[]
	model_info?: unknown
	expansions?: unknown
}

/** Up to version 5 the lists are single fields. */
function flatSystem(answer: unknown): unknown {
	const {sensors, fans, model_info, expansions, ...flat} = answer as SystemAnswer
	if (sensors === undefined) return answer
	const temperatures = sensors.map(({id, value}) => [id.startsWith('temp_') ? id : `temp_${id}`, value])
	const [fan] = Array.isArray(fans) ? fans : []
	return {...flat, ...Object.fromEntries(temperatures), ...(fan === undefined ? {} : {fan_rpm: fan.value})}
}
