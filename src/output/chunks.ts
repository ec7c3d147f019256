/** What a pipe takes at once. */
const CHUNK_LENGTH = 64 * 1024

/**
 * Text as bytes, in chunks: as one text, the lines of 100 000 points would be in memory three times, as what they are put
 * together from, as a whole and as bytes. Pieces are whole lines or parts of them, never parts of a character.
 */
export function toChunks(pieces: Iterable<string>): Buffer[] {
	const chunks: Buffer[] = []
	let text = ''
	for (const piece of pieces) {
		text += piece
		if (text.length < CHUNK_LENGTH) continue
		chunks.push(Buffer.from(text))
		text = ''
	}
	if (text !== '') chunks.push(Buffer.from(text))
	return chunks
}
