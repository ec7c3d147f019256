/** Which certificates an HTTPS server may show. One of the ways must accept it before anything is sent. */
export interface Trust {
	/** SHA-256 fingerprints (`AB:CD:...`) of certificates that are accepted as they are, whatever signed them. */
	readonly pins?: readonly string[]
	/** True: nothing but a pin counts. */
	readonly onlyPins?: boolean
	/** Authorities in PEM that are trusted beside the system's; read when they are needed. */
	readonly authorities?: () => readonly string[]
	/** SHA-256 fingerprints of root certificates that are trusted when the server sends them in its chain. */
	readonly roots?: readonly string[]
	/** Names of which the certificate must carry one, if a chain and no pin accepts it. */
	readonly names: readonly string[]
	/** Accept whatever is shown: the first meeting, with a person present. */
	readonly firstUse?: boolean
	/** What to do when the certificate is refused; a hint without a full stop. */
	readonly hint?: string
}

/** The certificate that was accepted, and why. */
export interface Accepted {
	readonly fingerprint: string
	readonly by: 'pin' | 'chain' | 'first use'
}
