/** Every kind of event: the severity it has for people, and what its way back is. */
export const kinds = {
	sync_lost: {severity: 'warning', title: 'Sync lost'},
	sync_gained: {severity: 'notice', title: 'In sync again'},
	resync: {severity: 'warning', title: 'Synchronised anew'},
	error_burst: {severity: 'warning', title: 'Error burst'},
	wan_ip_changed: {severity: 'notice', title: 'Address changed'},
	cgnat_detected: {severity: 'warning', title: 'Behind CGNAT'},
	cgnat_cleared: {severity: 'notice', title: 'No longer behind CGNAT'},
	gateway_down: {severity: 'warning', title: 'Gateway down'},
	gateway_up: {severity: 'notice', title: 'Gateway up'},
	interface_down: {severity: 'warning', title: 'Interface down'},
	interface_up: {severity: 'notice', title: 'Interface up'},
	unreachable: {severity: 'error', title: 'Unreachable'},
	reachable: {severity: 'notice', title: 'Reachable again'},
	exporter_down: {severity: 'warning', title: 'Exporter down'},
	exporter_up: {severity: 'notice', title: 'Exporter up'},
	exporter_vanished: {severity: 'notice', title: 'Exporter vanished'},
	action: {severity: 'notice', title: 'Action'},
	test: {severity: 'notice', title: 'Test'},
} as const satisfies Readonly<Record<string, Kind>>

export interface Kind {
	/** In the words of syslog (RFC 5424). */
	readonly severity: Severity
	readonly title: string
}

export type Severity = 'error' | 'warning' | 'notice'
export type KindName = keyof typeof kinds

export const kindNames = Object.keys(kinds) as readonly KindName[]

/** What is known about a kind; of one that a newer linestat has stored, its name. */
export function kindOf(name: string): Kind {
	const all: Readonly<Record<string, Kind>> = kinds
	return (
		all[name] ??
		(name === 'storm' ? {severity: 'warning', title: 'Many events'} : undefined) ?? {
			severity: 'notice',
			title: name,
		}
	)
}
