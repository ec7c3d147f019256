/** What the tests read of a dashboard in Classic JSON. */
export interface GrafanaPanel {
	readonly id: number
	readonly type: string
	readonly title: string
	readonly gridPos: {readonly x: number; readonly y: number; readonly w: number; readonly h: number}
	readonly datasource: {readonly type: string; readonly uid: string}
	readonly targets: readonly {readonly expr?: string; readonly query?: string}[]
}

export interface GrafanaDashboard {
	readonly uid: string
	readonly panels: readonly GrafanaPanel[]
	readonly annotations?: {readonly list: readonly {readonly expr?: string; readonly query?: string}[]}
	readonly templating: {readonly list: readonly {readonly type: string; readonly definition?: string}[]}
}

/** The panels that show something: rows are titles. */
export function panelsOf(dashboard: GrafanaDashboard): GrafanaPanel[] {
	return dashboard.panels.filter(({type}) => type !== 'row')
}

/** Every query of the panels and of what is marked in them, as it stands in the file. */
export function targetsOf(dashboard: GrafanaDashboard): string[] {
	const targets = panelsOf(dashboard).flatMap(panel => panel.targets)
	return [...targets, ...(dashboard.annotations?.list ?? [])].map(({expr, query}) => expr ?? query ?? '')
}
