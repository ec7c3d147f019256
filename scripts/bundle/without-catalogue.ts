import type {Plugin} from 'rolldown'

const MEASUREMENTS = /^\tmeasurements: [\w.[\]\s,]+?,\n(?=\t\S|\}\))/m
const IMPORT_OF_METRICS = /^import \{([^'}]*)\} from '[^']*\/metrics(\/\w+)?\.ts'\n/gm

/**
 * Leaves `measurements` out of the definitions of devices: only the documentation is made from it. With it, every run
 * would load the catalogue of every device; without it, each device's comes with the code that polls it.
 */
export function withoutCataloguePlugin(): Plugin {
	return {
		name: 'without-catalogue',
		transform: {
			filter: {id: /\/src\/devices\/[\w-]+\/index\.ts$/},
			handler(code, id) {
				const lean = withoutUnused(code.replace(MEASUREMENTS, ''))
				if (/^\tmeasurements:/m.test(lean))
					throw new Error(`${id}: its measurements are not in the form looked for`)
				return lean
			},
		},
	}
}

/** Imports whose names stand nowhere else are taken out; left in, they would keep their modules in the entry's file. */
function withoutUnused(code: string): string {
	return code.replace(IMPORT_OF_METRICS, (statement, list: string) => {
		const names = list.split(',').map(name => name.trim().split(' as ').at(-1) ?? '')
		const rest = code.replace(statement, '').replace(/'[^'\n]*'/g, '')
		return names.some(name => name !== '' && new RegExp(`\\b${name}\\b`).test(rest)) ? statement : ''
	})
}
