import type {LineFields} from './line.ts'

const VDSL2_PROFILE = /\b(8[a-d]|12[ab]|17a|30a|35b)\b/i

/** Names that modems print, and the recommendation each means. The first that fits counts. */
const SYSTEMS: readonly (readonly [name: RegExp, recommendation: string])[] = [
	[/\bg\.?fast/i, 'G.9701'],
	[/\bvdsl2/i, 'G.993.2'],
	[/\bvdsl/i, 'G.993.1'],
	[/\badsl2\s?(\+|p)/i, 'G.992.5'],
	[/\badsl2/i, 'G.992.3'],
	[/\bg\.?lite/i, 'G.992.2'],
	[/\bt1\.413/i, 'T1.413'],
	[/\b(g\.?dmt|adsl)/i, 'G.992.1'],
]

/**
 * Transmission system, VDSL2 profile and annex from a modem's text for them, as `17A`, `ADSL2+ Annex A` or
 * `ADSL2+(G.992.5)`. A system that is not known keeps the modem's own name.
 */
export function transmissionSystem(text: string): Pick<LineFields, 'mode' | 'profile' | 'annex'> {
	const own = text.trim()
	if (!/^[\w(]/.test(own)) return {}
	const profile = VDSL2_PROFILE.exec(own)?.[1]?.toLowerCase()
	// Most modems print no more than that.
	if (profile?.length === own.length) return {mode: 'G.993.2', profile}
	const annex = /\bannex\s*([a-z])\b/i.exec(own)?.[1]?.toUpperCase()
	const mode =
		/\bG\.99\d\.\d\b/i.exec(own)?.[0].toUpperCase() ??
		SYSTEMS.find(([name]) => name.test(own))?.[1] ??
		(profile === undefined ? own : 'G.993.2')
	return {mode, profile, annex}
}
