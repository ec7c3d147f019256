import Anser from 'anser'

/** Size of a character and of the space around the text, in pixels. */
const CHARACTER = {width: 8, height: 18, size: 13.3} as const
const MARGIN = 16
const BAR = 28

const COLORS = {
	background: '#1e2227',
	bar: '#2b3037',
	text: '#d7dae0',
	prompt: '#7a828e',
	lights: ['#ec6a5e', '#f4bf4f', '#61c554'],
} as const
/** SGR colours as they stand well on the background. */
const SGR: Readonly<Record<string, string>> = {
	'ansi-red': '#ef7078',
	'ansi-green': '#8cc570',
	'ansi-yellow': '#e3be78',
}

/** A terminal window as SVG: the command after its prompt and what it printed, with its colours (SGR). */
export function terminalPicture(command: string, output: string, columns: number): string {
	const lines = output.trimEnd().split('\n')
	const width = columns * CHARACTER.width + 2 * MARGIN
	const height = (lines.length + 1) * CHARACTER.height + 2 * MARGIN + BAR
	const texts = [`<tspan fill="${COLORS.prompt}">$ </tspan>${escapeXml(command)}`, ...lines.map(colored)]
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
		`<title>${escapeXml(command)}</title>`,
		`<rect width="${width}" height="${height}" rx="8" fill="${COLORS.background}"/>`,
		`<path d="M0 ${BAR}V8a8 8 0 0 1 8-8h${width - 16}a8 8 0 0 1 8 8v${BAR - 8}z" fill="${COLORS.bar}"/>`,
		...COLORS.lights.map(
			(color, at) => `<circle cx="${18 + 18 * at}" cy="${BAR / 2}" r="5.5" fill="${color}"/>`,
		),
		`<g fill="${COLORS.text}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="${CHARACTER.size}">`,
		...texts.map(
			(text, at) =>
				`<text x="${MARGIN}" y="${BAR + MARGIN + (at + 0.75) * CHARACTER.height}" xml:space="preserve">${text}</text>`,
		),
		'</g>',
		'</svg>',
		'',
	].join('\n')
}

/**
 * Pieces of a line with their colours. Each stands where its column is, so that a font whose characters are wider or
 * narrower does not break the columns.
 */
function colored(line: string): string {
	let column = 0
	return Anser.ansiToJson(line, {use_classes: true, remove_empty: true})
		.flatMap(({content, fg, decorations}) =>
			content.split(/(?<=\s{2,})(?=\S)|(?<=\S)(?=\s{2,})/).map(text => ({text, fg, decorations})),
		)
		.map(({text, fg, decorations}) => {
			const x = MARGIN + column * CHARACTER.width
			column += text.length
			if (text.trim() === '') return ''
			const style = [
				fg === null ? '' : ` fill="${SGR[fg] ?? COLORS.text}"`,
				decorations.includes('bold') ? ' font-weight="bold"' : '',
				decorations.includes('dim') ? ' opacity="0.6"' : '',
			].join('')
			const length = ` textLength="${text.length * CHARACTER.width}" lengthAdjust="spacingAndGlyphs"`
			return `<tspan x="${x}"${text.length > 1 ? length : ''}${style}>${escapeXml(text)}</tspan>`
		})
		.join('')
}

const escapeXml = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
