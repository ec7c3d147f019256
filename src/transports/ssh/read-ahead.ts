/** What every SFTP server answers in one piece, and ssh2 asks for in one request: of more than 31 952 bytes it makes two. */
const CHUNK_BYTES = 31 * 1024

/** Smaller pieces are not asked for, whatever a server has answered once. */
const LEAST_BYTES = 1024

/** Requests on their way at most: 2 MiB, which fills 100 Mbit/s at a round trip of 160 ms. */
const MOST_AHEAD = 64

/** So many of them leave together, once there are many on their way. */
const TOGETHER = 8

/**
 * Reads from the first byte to the end in order, with many reads on their way at once: one after the other, each piece
 * would cost a round trip. Begins with two and asks for one more with each answer, so that a short file costs little.
 *
 * `readAt` returns what is there, which may be less than was asked for, and nothing at the end of the file. `together` sends
 * what is asked within it in one piece, since each request alone costs a system call here and one there.
 */
export async function* readAhead(
	readAt: (position: number, length: number) => Promise<Buffer>,
	together: (work: () => void) => void = work => work(),
): AsyncGenerator<Buffer, void> {
	const pending: {position: number; length: number; answer: Promise<Buffer>}[] = []
	const ask = (position: number, length: number) => {
		const answer = readAt(position, length)
		// Whoever stops reading leaves answers behind that nobody waits for.
		answer.catch(() => {})
		return {position, length, answer}
	}
	let next = 0
	let piece = CHUNK_BYTES
	let ahead = 2
	const askMore = () => {
		while (pending.length < ahead) {
			pending.push(ask(next, piece))
			next += piece
		}
	}
	for (;;) {
		if (pending.length <= Math.max(ahead - TOGETHER, ahead / 2)) together(askMore)
		const first = pending.shift()
		if (first === undefined) return
		const {position, length, answer} = first
		const bytes = await answer
		if (bytes.length === 0) return
		yield bytes
		if (bytes.length < length) {
			pending.unshift(ask(position + bytes.length, length - bytes.length))
			// The end of the file is near, or the server gives no more at once: then the rest of each piece would cost a turn.
			piece = Math.min(piece, Math.max(bytes.length, LEAST_BYTES))
		}
		ahead = Math.min(ahead + 1, MOST_AHEAD)
	}
}
