import type {Interface} from './record.ts'

/**
 * The interfaces that lead to a provider: those that were asked for by name, description or port, in that order; else
 * the one named `wan` and then all that have a gateway, DHCP or PPP. Never just the first of the list.
 */
export function wansOf(interfaces: readonly Interface[], asked: readonly string[]): readonly Interface[] {
	if (asked.length > 0) {
		const found = asked.flatMap(word => interfaces.find(one => isCalled(one, word)) ?? [])
		return [...new Set(found)]
	}
	const isMain = ({name}: Interface) => name === 'wan'
	return [...interfaces.filter(isMain), ...interfaces.filter(one => !isMain(one) && one.leadsOut)]
}

/** Words of `asked` that no interface answers to. */
export function unknownIn(interfaces: readonly Interface[], asked: readonly string[]): readonly string[] {
	return asked.filter(word => !interfaces.some(one => isCalled(one, word)))
}

const isCalled = ({name, description, port}: Interface, word: string): boolean =>
	name === word || description === word || port === word
