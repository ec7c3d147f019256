import type {Line} from './line.ts'
import {lineWidth} from './width.ts'

/** Lines that stay together. */
export type Block = readonly Line[]

/** Between blocks that stand side by side. */
export const GUTTER = 4
/** Lines from which a block is broken into several, where there is room beside it. */
const TALL = 20

/** Breaks what is tall into pieces, as many as fit side by side; the first line of a block with a head is repeated. */
export function breakTall(
	blocks: readonly Block[],
	columns: number,
	hasHead: (block: Block) => boolean,
): Block[] {
	const tall = blocks.filter(block => block.length > TALL)
	const [block] = tall
	if (block === undefined || tall.length > 1 || blocks.length > 2) return [...blocks]
	const others = blocks.filter(one => one !== block).reduce((sum, one) => sum + widthOfBlock(one) + GUTTER, 0)
	const pieces = Math.floor((columns - others + GUTTER) / (widthOfBlock(block) + GUTTER))
	if (pieces < 2) return [...blocks]
	const head = block.slice(0, hasHead(block) ? 1 : 0)
	const lines = block.slice(head.length)
	const height = Math.max(TALL / 2, Math.ceil(lines.length / pieces))
	const broken = Array.from({length: Math.ceil(lines.length / height)}, (_, index) => [
		...head,
		...lines.slice(index * height, (index + 1) * height),
	])
	return blocks.flatMap(one => (one === block ? broken : [one]))
}

export const widthOfBlock = (block: Block): number => Math.max(0, ...block.map(lineWidth))

/** Blocks side by side, as many as fit, then the next below, with an empty line between. */
export function flow(blocks: readonly Block[], columns: number): Line[] {
	const bands: Block[][] = []
	let used = columns + 1
	for (const block of blocks) {
		const width = widthOfBlock(block)
		if (used + GUTTER + width > columns) {
			bands.push([])
			used = -GUTTER
		}
		bands.at(-1)?.push(block)
		used += GUTTER + width
	}
	const widths =
		bands.length > 1 && bands.some(band => band.length > 1) ? Math.max(...blocks.map(widthOfBlock)) : 0
	return bands.flatMap((band, index) => [...(index === 0 ? [] : [[]]), ...beside(band, widths, columns)])
}

function beside(band: readonly Block[], width: number, columns: number): Line[] {
	const total = band.length * (width + GUTTER) - GUTTER
	const widths = band.map(block =>
		total <= columns ? Math.max(width, widthOfBlock(block)) : widthOfBlock(block),
	)
	const height = Math.max(...band.map(block => block.length))
	return Array.from({length: height}, (_, at) =>
		band.flatMap((block, index) => {
			const line = block[at] ?? []
			const blanks = index === band.length - 1 ? 0 : (widths[index] ?? 0) + GUTTER - lineWidth(line)
			return [...line, {text: ' '.repeat(Math.max(0, blanks))}]
		}),
	)
}
