import {UsageError} from '../../errors.ts'
import type {Model} from './model.ts'

/** Parts of a poll; `line` is always asked for. */
export const SECTIONS = ['line', 'wan', 'dslam', 'show', 'vectoring'] as const
export type Section = (typeof SECTIONS)[number]

interface Entry {
	/** Tag `device`: several models may share one. */
	readonly kind: string
	readonly sections: readonly Section[]
	/** Asked for by default. */
	readonly usual: readonly Section[]
	load(): Promise<Model>
}

/** The families of modems by the name that `linestat modem` takes. */
export const MODELS = {
	technicolor: {
		kind: 'technicolor',
		sections: ['line', 'wan', 'dslam'],
		usual: ['line', 'wan'],
		load: async () => (await import('./models/technicolor.ts')).technicolor,
	},
	broadcom: {
		kind: 'broadcom',
		sections: ['line', 'show', 'dslam', 'vectoring'],
		usual: ['line'],
		load: async () => (await import('./models/broadcom.ts')).broadcom,
	},
	openwrt: {
		kind: 'openwrt',
		sections: ['line', 'wan'],
		usual: ['line', 'wan'],
		load: async () => (await import('./models/openwrt.ts')).openwrt,
	},
	'zte-h267a': {
		kind: 'zte',
		sections: ['line', 'wan'],
		usual: ['line'],
		load: async () => (await import('./models/zte-h267a.ts')).zteH267a,
	},
	'zte-h1600': {
		kind: 'zte',
		sections: ['line', 'wan'],
		usual: ['line'],
		load: async () => (await import('./models/zte-h1600.ts')).zteH1600,
	},
} as const satisfies Readonly<Record<string, Entry>>

export type ModelName = keyof typeof MODELS

export const MODEL_NAMES = Object.keys(MODELS) as readonly ModelName[]

/** The model that was named, as an argument or with `--model`. Throws `UsageError`. */
export function modelNamed(option: string | undefined, args: readonly string[]): ModelName {
	const names = [...new Set(option === undefined || args.includes(option) ? args : [...args, option])]
	const hint = `Use one of ${MODEL_NAMES.join(', ')}`
	const [name] = names
	if (name === undefined)
		throw new UsageError('No model was named', {hint: `${hint}, as in linestat modem openwrt`})
	if (names.length > 1) throw new UsageError(`${names.join(' and ')} are two models`, {hint: 'Name one'})
	const known = MODEL_NAMES.find(one => one === name)
	if (known === undefined) throw new UsageError(`"${name}" is no model that is known`, {hint})
	return known
}

/** The parts to ask a model for. Throws `UsageError` for one that it does not have. */
export function sectionsOf(name: ModelName, wanted: readonly Section[] | undefined): readonly Section[] {
	const {sections, usual}: Entry = MODELS[name]
	const unknown = wanted?.find(section => !sections.includes(section))
	if (unknown !== undefined) {
		throw new UsageError(`${name} has no section "${unknown}"`, {hint: `Use some of ${sections.join(',')}`})
	}
	return wanted ?? usual
}
