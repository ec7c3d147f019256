/** A connection to the command line of a device, by Telnet or SSH: what is typed goes out, what is printed comes in. */
export interface Wire {
	/** The other side as messages name it: `192.168.1.1:23`. */
	readonly peer: string
	/** Types text; a carriage return is the Enter key. */
	send(text: string): void
	/** What arrived next; undefined once the device has closed the connection. */
	receive(): Promise<string | undefined>
	/** Why the connection broke; undefined where the device closed it in good order. */
	failure(): Error | undefined
	/** Says that nothing more will be typed. */
	finish(): void
	/** Ends the connection at once. */
	destroy(): void
}
