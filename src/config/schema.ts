import * as v from 'valibot'
import type {Device} from '../devices/device.ts'
import type {ConfigSection, EntryTypes} from './configuration.ts'
import {argumentKey, defaultKeys, deviceKeys, optionKeys} from './keys.ts'
import {type OptionSpec, type OptionSpecs, toConfigKey} from './options.ts'
import {checkText} from './resolve.ts'
import {didYouMean} from './suggest.ts'
import {tag} from './values.ts'

/** Values are text: options read it themselves, and the schema lets them try. */
type Schema = v.GenericSchema<unknown, unknown>

export function configurationSchema(devices: readonly Device[], sections: readonly ConfigSection[]): Schema {
	const named = (schema: Schema) =>
		v.pipe(isMapping(' of names of your choice'), v.record(v.string(), schema))
	const entries: Record<string, Schema> = {
		defaults: mapping('"defaults"', {...optionEntries(defaultKeys()), tags}),
		devices: named(v.lazy(input => deviceSchema(input, devices))),
	}
	for (const {key, named: isNamed, options, switch: word, types} of sections) {
		const keys =
			types === undefined
				? mapping(`"${key}"`, optionEntries(optionKeys(options)))
				: v.lazy(input => typedSchema(input, options, types))
		const schema =
			word === undefined ? keys : v.lazy(input => (typeof input === 'string' ? onOff(key) : keys))
		entries[key] = isNamed ? named(schema) : schema
	}
	return mapping('the file', entries, Object.keys(entries), FOREIGN)
}

/** Keys of whole files of other tools, and how those are read. */
const FOREIGN: Readonly<Record<string, string>> = {
	Admin: 'linestat fc --collectors-file',
	fcs: 'linestat fc --collectors-file',
}

/** The keys of a device depend on its kind. */
function deviceSchema(input: unknown, devices: readonly Device[]): Schema {
	const names = devices.map(({name}) => name)
	const kind = isRecord(input) ? input.device : undefined
	const device = devices.find(({name}) => name === kind)
	if (device === undefined) return unknownKind('device', 'kind of device', kind, names)
	const args = argumentKey(device)
	const entries = {
		device: v.string(),
		...(args === undefined ? {} : {[args]: value(args, {value: 'name', help: '', many: true})}),
		...optionEntries(deviceKeys(device)),
		tags,
	}
	const secrets = Object.keys(device.secrets ?? {}).map(name => [toConfigKey(name), refused(name)])
	const all = {...entries, ...Object.fromEntries(secrets)}
	return mapping(`the ${device.name} device`, all, Object.keys(entries))
}

/** The keys of an entry depend on its type, and some must be there. */
function typedSchema(input: unknown, options: OptionSpecs, {what, option, common, own}: EntryTypes): Schema {
	const type = isRecord(input) ? input[option] : undefined
	const found = typeof type === 'string' && Object.hasOwn(own, type) ? own[type] : undefined
	if (found === undefined) return unknownKind(option, `type of ${what}`, type, Object.keys(own))
	const specs = Object.fromEntries(
		[...common, ...found.options].flatMap(name =>
			options[name] === undefined ? [] : [[name, options[name]]],
		),
	)
	const entries = optionEntries(optionKeys(specs))
	const secrets = Object.fromEntries((found.secrets ?? []).map(name => [toConfigKey(name), refused(name)]))
	return v.pipe(
		mapping(`the ${type} ${what}`, {...entries, ...secrets}, Object.keys(entries)),
		v.rawCheck(({dataset, addIssue}) => {
			const given = isRecord(dataset.value) ? dataset.value : {}
			for (const choice of found.needs) {
				const keys = choice.map(toConfigKey)
				if (keys.some(key => Object.hasOwn(given, key) && !isEmpty(given[key]))) continue
				const values = choice.map(name => `${toConfigKey(name)} (${options[name]?.help})`)
				addIssue({
					message: `The key "${keys.join('" or "')}" is missing in the ${type} ${what}. Accepted: ${values.join(', ')}`,
				})
			}
		}),
	)
}

function unknownKind(key: string, what: string, given: unknown, names: readonly string[]): Schema {
	const found =
		given === undefined ? `The key "${key}" is missing` : `${capitalize(show(given))} is no ${what}`
	const hint = typeof given === 'string' ? didYouMean(given, names) : ''
	return broken([key], `${found}${hint}. Accepted: ${names.join(', ')}`)
}

/** `events: true` for a section that needs no more. */
const onOff = (key: string): Schema => value(key, {help: ''})

const optionEntries = (keys: ReadonlyMap<string, OptionSpec>): Record<string, Schema> =>
	Object.fromEntries([...keys].map(([key, spec]) => [key, value(key, spec)]))

/** A mapping with these keys, none of them required; any other key is a mistake. `offered` are the ones to suggest. */
function mapping(
	what: string,
	entries: Record<string, Schema>,
	offered = Object.keys(entries),
	foreign: Readonly<Record<string, string>> = {},
): Schema {
	const optional = Object.entries(entries).map(([key, schema]) => [key, v.optional(schema)])
	// Valibot leaves keys out that objects inherit, as `constructor`: unknown ones are looked for in the input itself.
	return v.lazy(input =>
		v.pipe(
			isMapping(`, with the keys ${offered.join(', ')}`),
			v.looseObject(Object.fromEntries(optional)),
			v.rawCheck(({addIssue}) => {
				if (!isRecord(input) || Array.isArray(input)) return
				for (const key of Object.keys(input)) {
					if (Object.hasOwn(entries, key)) continue
					const way = Object.hasOwn(foreign, key) ? `; a file of another tool is read by ${foreign[key]}` : ''
					const meant = way || didYouMean(key, offered)
					addIssue({
						message: `Unknown key "${key}" in ${what}${meant}. Accepted: ${offered.join(', ')}`,
						path: [{type: 'object', origin: 'key', input, key, value: input[key]}],
					})
				}
			}),
		),
	)
}

/** Valibot takes a list for an object. */
const isMapping = (more = ''): v.GenericSchema<unknown, Record<string, unknown>> =>
	v.custom<Record<string, unknown>>(
		input => isRecord(input) && !Array.isArray(input),
		({input}) => `${capitalize(show(input))} stands where a mapping is needed${more}`,
	)

/** A value that its option can read; where the option may be repeated, also a list of them. */
function value(key: string, spec: OptionSpec): Schema {
	const text = v.pipe(
		v.string(({input}) => `Wrong value for "${key}": ${show(input)} stands where one value is needed`),
		v.rawCheck(({dataset, addIssue}) => {
			if (!dataset.typed) return
			const mistake = checkText(spec, dataset.value)
			if (mistake !== undefined) addIssue({message: `Wrong value for "${key}": ${mistake}`})
		}),
	)
	const {record} = spec
	const one =
		record === undefined
			? text
			: v.lazy(input => (isRecord(input) ? mapping(`"${key}"`, optionEntries(optionKeys(record))) : text))
	return spec.many ? v.lazy(input => (Array.isArray(input) ? v.array(one) : one)) : one
}

const tags: Schema = v.pipe(
	isMapping(' of tags'),
	v.record(
		v.string(),
		v.string(({input}) => `${capitalize(show(input))} is no value of a tag`),
	),
	v.rawCheck(({dataset, addIssue}) => {
		if (!dataset.typed) return
		const input = dataset.value
		for (const [key, text] of Object.entries(input)) {
			try {
				tag(`${key}=${text}`)
			} catch (error) {
				const message = error instanceof Error ? error.message : String(error)
				addIssue({message, path: [{type: 'object', origin: 'value', input, key, value: text}]})
			}
		}
	}),
)

/** A secret in clear text: the file is readable by too many, and copied around. */
const refused = (name: string): Schema =>
	v.custom(
		() => false,
		`A secret does not belong into this file: put it into a file of its own (chmod 600) and name that under "${toConfigKey(name)}_file"`,
	)

function broken(path: readonly string[], message: string): Schema {
	return v.pipe(
		v.unknown(),
		v.rawCheck(({dataset, addIssue}) => {
			const input = dataset.typed && isRecord(dataset.value) ? dataset.value : {}
			addIssue({
				message,
				path: path.map(key => ({type: 'object', origin: 'value', input, key, value: input[key]})) as [
					v.ObjectPathItem,
				],
			})
		}),
	)
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0

const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function show(input: unknown): string {
	if (Array.isArray(input)) return 'a list'
	if (isRecord(input)) return 'a mapping'
	return input === '' || input === undefined || input === null ? 'nothing' : `"${String(input)}"`
}
