import {expect, it} from 'vitest'
import {readPage, tokenOf, variableOf} from '../../../../src/devices/modem/zte/page.ts'

const page = (inside: string) =>
	`<ajax_response_xml_root><IF_ERRORSTR>SUCC</IF_ERRORSTR>${inside}</ajax_response_xml_root>`
const values = (inside: string) =>
	readPage(page(`<OBJ_X_ID><Instance>${inside}</Instance></OBJ_X_ID>`)).instances.map(({values}) =>
		Object.fromEntries(values),
	)

it('pairs names and values, empty ones too', () => {
	expect(
		values(
			'<ParaName>A</ParaName><ParaValue>1</ParaValue>\n<ParaName>B</ParaName><ParaValue></ParaValue><ParaName>C</ParaName><ParaValue/>',
		),
	).toEqual([{A: '1', B: '', C: ''}])
})

it('reads entities, and a bare "&"', () => {
	expect(
		values(
			'<ParaName>A</ParaName><ParaValue>a &amp; b & c &lt;&gt; &quot;&#39;&#x41;&#xffffffff; &nope;</ParaValue>',
		),
	).toEqual([{A: 'a & b & c <> "\'A&#xffffffff; &nope;'}])
})

it('says why there is nothing', () => {
	const text = '<ajax_response_xml_root><IF_ERRORSTR>SessionTimeout</IF_ERRORSTR></ajax_response_xml_root>'
	expect(readPage(text)).toEqual({error: 'SessionTimeout', instances: []})
})

it('refuses what is cut off, and what is no page', () => {
	expect(() => readPage(page('').slice(0, -5))).toThrow('cut off')
	expect(() => readPage('<html>')).toThrow('no data page')
})

it('reads tokens and variables of scripts', () => {
	expect(tokenOf('<ajax_response_xml_root>48120577</ajax_response_xml_root>')).toBe('48120577')
	expect(tokenOf('<html>')).toBeUndefined()
	expect(variableOf('var x = "\\x55\\x73\\xc3\\xa9r";', 'x')).toBe('Usér')
	expect(variableOf("y = '';", 'y')).toBe('')
	expect(variableOf('z', 'z')).toBeUndefined()
})
