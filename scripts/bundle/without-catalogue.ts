import type {Plugin} from 'rolldown'

const MEASUREMENTS = /^\tmeasurements: [\w.[\]\s,]+?,\n(?=\t\w|\}\))/m
const IMPORT_OF_METRICS = /^import \{[^'}]*\} from '[^']*\/metrics(\/\w+)?\.ts'\n/gm

/**
 * Leaves `measurements` out of the definitions of devices: only the documentation is made from it. With it, every run
 * would load the catalogue of every device; without it, each device's comes with the code that polls it.
 */
export function withoutCataloguePlugin(): Plugin {
	return {
		name: 'without-catalogue',
		transform: {
			filter: {id: /\/src\/devices\/[\w-]+\/index\.ts$/},
			handler: code => code.replace(MEASUREMENTS, '').replace(IMPORT_OF_METRICS, ''),
		},
	}
}
