/** Every kind of event: the severity it has for people, and whether it is the end of another. */
export const kinds = {
	sync_lost: {severity: 'warning', title: 'Sync lost'},
	sync_gained: {severity: 'notice', title: 'In sync again', endsTrouble: true},
	resync: {severity: 'warning', title: 'Synchronised anew'},
	error_burst: {severity: 'warning', title: 'Error burst'},
	wan_ip_changed: {severity: 'notice', title: 'Address changed'},
	cgnat_detected: {severity: 'warning', title: 'Behind CGNAT'},
	cgnat_cleared: {severity: 'notice', title: 'No longer behind CGNAT', endsTrouble: true},
	gateway_down: {severity: 'warning', title: 'Gateway down'},
	gateway_up: {severity: 'notice', title: 'Gateway up', endsTrouble: true},
	interface_down: {severity: 'warning', title: 'Interface down'},
	interface_up: {severity: 'notice', title: 'Interface up', endsTrouble: true},
	unreachable: {severity: 'error', title: 'Unreachable'},
	reachable: {severity: 'notice', title: 'Reachable again', endsTrouble: true},
	exporter_down: {severity: 'warning', title: 'Exporter down'},
	exporter_up: {severity: 'notice', title: 'Exporter up', endsTrouble: true},
	exporter_vanished: {severity: 'notice', title: 'Exporter vanished'},
	action: {severity: 'notice', title: 'Action'},
	test: {severity: 'notice', title: 'Test'},
} as const satisfies Readonly<Record<string, Kind>>

export interface Kind {
	/** In the words of syslog (RFC 5424). */
	readonly severity: Severity
	readonly title: string
	/** What was wrong is right again. */
	readonly endsTrouble?: true
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
