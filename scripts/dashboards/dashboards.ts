import {fc} from './fc.ts'
import {freebox} from './freebox.ts'
import {influxdb} from './influxdb.ts'
import type {Dashboard} from './panel.ts'
import {prometheus} from './prometheus.ts'
import {render} from './render.ts'
import {wanQuality} from './wan.ts'
import {xdsl} from './xdsl.ts'

const DASHBOARDS: readonly Dashboard[] = [xdsl, freebox, wanQuality, fc]

/** Every dashboard of docs/grafana/ for every data source: file name to its text. */
export function dashboards(): Map<string, string> {
	const files = DASHBOARDS.flatMap(dashboard =>
		[prometheus, influxdb].map(source => {
			const text = JSON.stringify(render(dashboard, source), null, '\t')
			return [`docs/grafana/${dashboard.name}-${source.type}.json`, `${text}\n`] as const
		}),
	)
	return new Map(files)
}
