/** An interface as the firewall tells of it, in the words of linestat. What it does not tell is undefined. */
export interface Interface {
	/** Name inside the firewall, which stays when somebody renames the interface: `wan`, `lan`, `opt1`. */
	readonly name: string
	/** Name that a person gave it. */
	readonly description?: string | undefined
	/** Port of the system: `igb0`, `pppoe0`, `igb0.7`. */
	readonly port?: string | undefined
	/** The firewall's own word: `up`, `no carrier`. */
	readonly state?: string | undefined
	readonly mtu?: bigint | undefined
	readonly counters: Counters
	/** Bytes and packets that pf refused. */
	readonly blocked?: Counters
	/** Whether something says that it leads to a provider: a gateway, DHCP or PPP. */
	readonly leadsOut: boolean
	/** Whether DHCP or PPP on it is up. */
	readonly isLinked?: boolean | undefined
	readonly ipv4?: string | undefined
	readonly ipv6?: string | undefined
	readonly media?: string | undefined
	/** Since PPP came up. */
	readonly uptimeSeconds?: bigint | undefined
}

/** `rx` is into the firewall. */
export interface Counters {
	readonly rxBytes?: bigint | undefined
	readonly rxPackets?: bigint | undefined
	readonly rxErrors?: bigint | undefined
	readonly rxDropped?: bigint | undefined
	readonly txBytes?: bigint | undefined
	readonly txPackets?: bigint | undefined
	readonly txErrors?: bigint | undefined
	readonly collisions?: bigint | undefined
}

/** A gateway as the firewall's monitor (dpinger) sees it. */
export interface Gateway extends Quality {
	readonly name: string
	readonly isUp?: boolean | undefined
	readonly state?: string | undefined
	readonly address?: string | undefined
	/** Address that is probed. */
	readonly monitor?: string | undefined
}

export interface Quality {
	readonly rttSeconds?: number | undefined
	readonly rttStddevSeconds?: number | undefined
	/** 0 to 1. */
	readonly lossRatio?: number | undefined
}
