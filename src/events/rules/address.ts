import {object, text} from '../../json.ts'
import type {Known} from '../memory.ts'
import {flagOf, nameOf, type Rule} from './rule.ts'

/** The public side of a connection: its addresses. A connection that is down has none that would mean anything. */
export const address: Rule = {
	name: 'address',
	measurements: ['wan'],
	find(sight) {
		const {thing} = sight
		const note = object(sight.note)
		const was = {ipv4: text(note.ipv4), ipv6: text(note.ipv6)}
		const isUp = flagOf(thing.fields.up) !== false
		const is = {
			ipv4: (isUp ? ipv4Of(thing.fields.ipv4) : undefined) ?? was.ipv4,
			ipv6: (isUp ? networkOf(thing.fields.ipv6) : undefined) ?? was.ipv6,
		}
		const changed = (['ipv4', 'ipv6'] as const).filter(
			family =>
				was[family] !== undefined &&
				was[family] !== is[family] &&
				// A poll that hides addresses now is not to tell what it was before.
				HASH.test(was[family]) === HASH.test(is[family] ?? ''),
		)
		if (changed.length === 0) return {changes: [], note: is}
		const from = changed.map(family => was[family]).join(', ')
		const to = changed.map(family => is[family]).join(', ')
		const message = `The address of ${nameOf(sight).replace(/^The/, 'the')} changed from ${from} to ${to}`
		return {changes: [{kind: 'wan_ip_changed', from, to, message}], note: is}
	},
}

/**
 * Whether the provider shares the address. A verdict that changes while the address stays comes from a comparison with what
 * others see, which may be wrong once: it must hold in two polls.
 */
export const cgnat: Rule = {
	name: 'cgnat',
	measurements: ['wan'],
	find(sight) {
		const {thing} = sight
		const note = object(sight.note)
		const is = flagOf(thing.fields.cgnat)
		const ipv4 = ipv4Of(thing.fields.ipv4)
		if (is === undefined || flagOf(thing.fields.up) === false) return {changes: [], note}
		const was = typeof note.cgnat === 'boolean' ? note.cgnat : undefined
		if (was === undefined || was === is) return {changes: [], note: {cgnat: is, ipv4}}
		const isSameAddress = ipv4 === text(note.ipv4)
		if (isSameAddress && note.doubted !== true) return {changes: [], note: {...note, doubted: true}}
		const [from, to] = is ? ['public', 'cgnat'] : ['cgnat', 'public']
		const which = ipv4 === undefined ? '' : ` (${ipv4})`
		const verdict = is ? 'is shared by the provider (CGNAT)' : 'is no longer shared by the provider'
		const message = `The address${which} of ${nameOf(sight).replace(/^The/, 'the')} ${verdict}`
		return {
			changes: [{kind: is ? 'cgnat_detected' : 'cgnat_cleared', from, to, message}],
			note: {cgnat: is, ipv4},
		}
	},
}

/** What stands for an address with `--anonymize`. Of IPv6 it does not tell the network, so nothing is found in it. */
const HASH = /^[\da-f]{12}$/

/** An IPv4 address that can be one, or its hash: devices say 0.0.0.0 for none, and 169.254.0.0/16 while they wait for one. */
function ipv4Of(value: Known[string] | undefined): string | undefined {
	const address = typeof value === 'string' ? value.trim() : ''
	if (HASH.test(address)) return address
	return /^(\d{1,3}\.){3}\d{1,3}$/.test(address) && !/^(0|127|169\.254)\./.test(address) ? address : undefined
}

/**
 * The network of an IPv6 address, as `2001:db8:1:2::/64`: the part that the provider gives. The rest may change every day
 * (RFC 8981). Undefined for none and for link-local ones.
 */
function networkOf(value: Known[string] | undefined): string | undefined {
	const [address = '', length] = (typeof value === 'string' ? value.trim().toLowerCase() : '').split('/')
	const [head = '', tail] = address.replace(/%.*$/, '').split('::')
	const groups = (part: string | undefined) => (part ? part.split(':') : [])
	const missing = 8 - groups(head).length - groups(tail).length
	if (tail === undefined ? missing !== 0 : missing < 1) return undefined
	const all = [...groups(head), ...Array<string>(tail === undefined ? 0 : missing).fill('0'), ...groups(tail)]
	if (!all.every(group => /^[\da-f]{1,4}$/.test(group)) || /^(fe[89ab].|0*)$/.test(all[0] ?? ''))
		return undefined
	const prefix = Math.min(64, length === undefined ? 64 : Number(length))
	return `${all
		.slice(0, 4)
		.map(group => group.replace(/^0+(?=.)/, ''))
		.join(':')}::/${prefix}`
}
