/** The name of an exporter, or of one interface of it, among all others. No cell of a table has a tab in it. */
export const keyOf = (exporter: string, netInterface: string | undefined): string =>
	netInterface === undefined ? exporter : `${exporter}\t${netInterface}`

/** What a key is made of. */
export function partsOf(key: string): {exporter: string; interface: string | undefined} {
	const tab = key.indexOf('\t')
	if (tab < 0) return {exporter: key, interface: undefined}
	return {exporter: key.slice(0, tab), interface: key.slice(tab + 1)}
}
