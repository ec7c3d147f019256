import {expect, it} from 'vitest'
import {currentOnly} from '../../../../src/devices/modem/current.ts'
import {modemFixtures} from '../../../fixtures/modem.ts'
import {readAnswers} from './read-answers.ts'

it.each(modemFixtures())('reads $name', ({modem, answers, record}) => {
	const {lines, wans} = readAnswers(modem, [...answers.values()])
	expect({lines: lines.map(currentOnly), wans}).toEqual(record)
})
