import {parseBroadcom} from '../../../../src/devices/modem/broadcom/answer.ts'
import type {ModelName} from '../../../../src/devices/modem/models.ts'
import {parseOpenwrt} from '../../../../src/devices/modem/openwrt/answer.ts'
import type {Reading} from '../../../../src/devices/modem/reading.ts'
import {parseTechnicolor} from '../../../../src/devices/modem/technicolor/answer.ts'
import {zteLine} from '../../../../src/devices/modem/zte/line.ts'
import {readPage} from '../../../../src/devices/modem/zte/page.ts'
import {zteWan} from '../../../../src/devices/modem/zte/wan.ts'

const zte = ([line = '', wan]: readonly string[]): Reading => ({
	lines: [zteLine(readPage(line))],
	wans: wan === undefined ? [] : zteWan(readPage(wan)),
})

const READERS: Readonly<Record<ModelName, (answers: readonly string[]) => Reading>> = {
	technicolor: ([answer = '']) => parseTechnicolor(answer),
	broadcom: ([answer = '']) => parseBroadcom(answer),
	openwrt: ([answer = '']) => parseOpenwrt(answer, 'wan'),
	'zte-h267a': zte,
	'zte-h1600': zte,
}

/** The answers to the questions of a poll, in their order, as a record. */
export const readAnswers = (modem: ModelName, answers: readonly string[]): Reading => READERS[modem](answers)
