import {expect, it} from 'vitest'
import {line, sectionList} from '../../../../src/devices/draytek/values.ts'

it.each([
	['status', ['status']],
	['counts, status', ['status', 'counts']],
	['system,wan,wan,', ['wan', 'system']],
])('reads the sections %j in the order in which they are asked', (text, sections) => {
	expect(sectionList(text)).toEqual(sections)
})

it.each([
	['', '"" is no section'],
	['status,bins', '"bins" is no section: use some of status,more,counts,basic,olr,wan,system'],
	['Status', '"Status" is no section'],
])('refuses the sections %j', (text, message) => {
	expect(() => sectionList(text)).toThrow(message)
})

it.each(['', 'admin\r', 'a\nb', '\u001b[A'])('refuses %j as text to type', text => {
	expect(() => line(text)).toThrow('control characters')
})
