import {parseBasic} from './classic/basic.ts'
import {parseCounts} from './classic/counts.ts'
import {parseMore} from './classic/more.ts'
import {parseOlr} from './classic/olr.ts'
import {parseStatus} from './classic/status.ts'
import {parseShowStatus, parseSysVersion} from './classic/system.ts'
import {parseWanStatus} from './classic/wan.ts'
import {parseDslInfo} from './drayos5/dslinfo.ts'
import {parseGeneral} from './drayos5/general.ts'
import {parseSysInfo} from './drayos5/sysinfo.ts'
import {parseToneTable} from './drayos5/tones.ts'
import type {Reading} from './reading.ts'
import type {Section} from './sections.ts'
import {parseBandInfo} from './tones/bandinfo.ts'
import {parseToneGroups} from './tones/groups.ts'
import {parseShowBins} from './tones/showbins.ts'

/**
 * Which commands a device understands: `classic` are modems and routers with DrayOS 3.x and 4.x, `adsl` the old ADSL
 * routers that ask for a password only, `drayos5` the Vigor 167 and its kin, which ask for a `Username:`.
 */
export type Family = 'classic' | 'adsl' | 'drayos5'

/** One question to the device. All of them only read. */
export interface Command {
	/** Typed at the prompt one after the other. Several are a DrayOS 5 menu: in, ask, out. Never type ahead there. */
	readonly type: readonly string[]
	/** Reads the answers to all of `type`, joined. Throws `ParseError` where nothing in it is known. */
	readonly parse: (answer: string) => Reading
	/** To ask where `parse` throws: the same thing under another name. */
	readonly otherwise?: Command
	/** Not every model of the family knows it: that `parse` throws is no failure. */
	readonly optional?: true
	/** Takes so long that the usual time-out is too short: what to do then. */
	readonly slow?: string
}

/** Reads an answer; the question is for the words of an error. */
type Parse = (answer: string, question: string) => Reading

const ask = (type: string, parse: Parse, more: Partial<Command> = {}): Command => ({
	type: [type],
	parse: answer => parse(answer, type),
	...more,
})

const menu = (path: string, parse: Command['parse']): Command => ({
	type: [`config ${path}`, 'show all', 'exit'],
	parse,
	slow: 'This firmware takes over ten seconds for it: use --timeout 30s, or --sections status without it',
})

type Ask = typeof ask

/** Devices with a VDSL modem have both names for one thing; some know only the other one while their line is ADSL. */
const vdsl: Ask = (type, parse, more) =>
	ask(`vdsl ${type}`, parse, {...more, otherwise: ask(`adsl ${type}`, parse, more)})

const adsl: Ask = (type, parse, more) => ask(`adsl ${type}`, parse, more)

const tones = (dsl: Ask): Command[] => [
	dsl('status bandinfo', parseBandInfo, {optional: true}),
	dsl('showbins', (answer, question) => parseShowBins(answer, 'down', question)),
	dsl('showbins up', (answer, question) => parseShowBins(answer, 'up', question)),
	// After the bins: their SNR is finer than the column of `showbins`, and takes its place.
	dsl('status snr', (answer, question) => parseToneGroups(answer, 'snr_db', question), {optional: true}),
	dsl('status qln', (answer, question) => parseToneGroups(answer, 'qln_dbm_hz', question), {optional: true}),
	dsl('status hlog', (answer, question) => parseToneGroups(answer, 'hlog_db', question), {optional: true}),
]

const system = [ask('sys version', parseSysVersion), ask('show status', parseShowStatus)]

/** What a command is called in captures, and so in fixtures/draytek/. */
export const questionOf = (command: Command): string => command.type.join('; ')

/** The commands of each section; a family without a section has no such data. Order: a later value replaces an earlier one. */
export const commands: Readonly<Record<Family, Readonly<Partial<Record<Section, readonly Command[]>>>>> = {
	classic: {
		status: [vdsl('status', parseStatus)],
		more: [vdsl('status more', parseMore)],
		counts: [vdsl('status counts', parseCounts)],
		basic: [ask('wan vdsl show basic', parseBasic, {optional: true})],
		olr: [vdsl('status olr', parseOlr)],
		wan: [ask('wan status', parseWanStatus)],
		system,
		bins: tones(vdsl),
	},
	adsl: {
		status: [adsl('status', parseStatus, {otherwise: ask('show adsl', parseStatus)})],
		more: [adsl('status more', parseMore, {optional: true})],
		counts: [adsl('status counts', parseCounts, {optional: true})],
		wan: [ask('wan status', parseWanStatus)],
		system,
		bins: tones(adsl),
	},
	drayos5: {
		status: [ask('exec dslinfo', parseDslInfo)],
		more: [menu('Monitoring DSL_Status Monitoring_DSL_General', parseGeneral)],
		system: [ask('exec sysinfo', parseSysInfo)],
		bins: [menu('Monitoring DSL_Status Monitoring_DSL_Tone', parseToneTable)],
	},
}
