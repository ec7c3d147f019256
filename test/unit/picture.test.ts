import {expect, it} from 'vitest'
import {terminalPicture} from '../../scripts/pages/terminal.ts'

it('draws a terminal with its colours, each piece at its column, and escapes what XML would read', () => {
	const output = '\u001b[1mifstat\u001b[22m\u001b[2m · <fw>\u001b[22m\nup  \u001b[32myes\u001b[39m\n'
	const svg = terminalPicture('linestat ifstat "eth*" & more', output, 80)
	expect(svg).toContain('linestat ifstat &quot;eth*&quot; &amp; more</text>')
	expect(svg).toMatch(/<tspan x="16"[^>]* font-weight="bold">ifstat<\/tspan>/)
	expect(svg).toMatch(/<tspan x="64"[^>]* opacity="0.6"> · &lt;fw&gt;<\/tspan>/)
	expect(svg).toMatch(/<tspan x="48"[^>]* fill="#8cc570">yes<\/tspan>/)
	expect(svg).not.toContain('\u001b')
})
