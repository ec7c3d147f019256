import {modemFixture} from '../../fixtures/modem.ts'

export const FIXTURE = 'openwrt-23.05--17a-vectoring'
const [SHOWTIME = ''] = modemFixture(FIXTURE).answers.values()
const [DOWN = ''] = modemFixture('openwrt-23.05--down').answers.values()

export {DOWN, SHOWTIME}

/** The answer of the fixture with these values in the place of its own. */
export const openwrt = (values: Readonly<Record<string, string>>): string =>
	Object.entries(values).reduce(
		(text, [key, value]) => text.replace(new RegExp(`("${key}": )[^,\\n]+`), `$1${value}`),
		SHOWTIME,
	)
