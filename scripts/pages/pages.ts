import fs from 'node:fs'
import {globalOptions} from '../../src/config/global.ts'
import type {Device} from '../../src/devices/device.ts'
import {loadDevices} from '../../src/devices/index.ts'
import {linestatEvent} from '../../src/metrics/event.ts'
import type {Measurement} from '../../src/metrics/model.ts'
import {linestatPoll, linestatSection} from '../../src/metrics/poll.ts'
import {formats} from './formats.ts'
import {fill} from './markdown.ts'
import {renderMeasurements} from './metrics.ts'
import {renderModels} from './models.ts'
import {renderOptions} from './options.ts'

/** Pages of docs/ that are made from the code, whole or between markers: file name to the text it should have. */
export async function pages(): Promise<Map<string, string>> {
	const all = await loadDevices()
	return new Map([
		['docs/metrics.md', metricsPage(all)],
		['docs/configuration.md', configurationPage()],
		...all.map(device => [`docs/devices/${device.name}.md`, devicePage(device)] as const),
	])
}

/** The text of a page as it is in the tree; undefined where there is none. */
export function readPage(file: string): string | undefined {
	return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined
}

function metricsPage(all: readonly Device[]): string {
	const printedBy = ({name}: Measurement) => {
		const users = all.filter(({measurements}) => measurements.some(one => one.name === name))
		return users.length === 0 ? '' : ` Printed by ${users.map(user => user.name).join(', ')}.`
	}
	const catalogue = [
		linestatPoll,
		linestatSection,
		linestatEvent,
		...all.flatMap(({measurements}) => measurements),
	]
	return `# Metrics

Everything linestat prints, in every format. This page is made from the catalogue in the code by \`npm run docs\`.

A field that the device does not tell is absent, never 0. Counters only grow until the device resets them. The type of a
field never changes.

${formats}

${renderMeasurements(catalogue, '##', printedBy)}
`
}

function devicePage(device: Device): string {
	const page = readPage(`docs/devices/${device.name}.md`) ?? skeleton(device)
	const withOptions = fill(page, 'options', renderOptions(device.options, device))
	const withMetrics = fill(withOptions, 'metrics', renderMeasurements(device.measurements, '###'))
	const models = renderModels(device.name)
	return models === undefined ? withMetrics : fill(withMetrics, 'models', models)
}

/** The four parts of a device's page; the one sentence and the example are for a person to write. */
const skeleton = ({name, summary, examples}: Device): string => `# ${name}

${summary.charAt(0).toUpperCase()}${summary.slice(1)}.

${'```'}sh
${examples.map(([command]) => command).join('\n')}
${'```'}

## Options

Those of every subcommand are in [configuration.md](../configuration.md).

<!-- options -->
<!-- /options -->

## Metrics

<!-- metrics -->
<!-- /metrics -->
`

function configurationPage(): string {
	const page = readPage('docs/configuration.md') ?? '# Configuration\n\n<!-- options -->\n<!-- /options -->\n'
	return fill(page, 'options', renderOptions(globalOptions))
}
