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
	/** Lets what was typed go out and ends the connection. Does not wait for what the device makes of it. */
	close(): Promise<void>
	/** Ends the connection at once. */
	destroy(): void
}
