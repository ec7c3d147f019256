/**
 * Some turns of the event loop. Whatever was written to a socket of this process has been read by its other side then:
 * between sockets of one machine bytes are there as soon as they are written.
 */
export async function turns(count = 10): Promise<void> {
	for (let turn = 0; turn < count; turn++) await new Promise(setImmediate)
}
