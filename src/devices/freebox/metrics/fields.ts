/**
 * Building blocks of the catalogue. The measurements `freebox` and `freebox_...` of the old names carry floats only, yes
 * and no included, because databases that freebox-monitoring filled hold floats and refuse integers.
 */
export const gauge = <H extends string>(help: H) => ({type: 'gauge', value: 'float', help}) as const
export const counter = <H extends string>(help: H) => ({type: 'counter', value: 'float', help}) as const
export const info = <H extends string>(help: H) => ({type: 'info', help}) as const

/** The same for measurements of linestat's own schema: whole numbers and flags. */
export const count = <H extends string>(help: H) => ({type: 'gauge', value: 'int', help}) as const
export const total = <H extends string>(help: H) => ({type: 'counter', value: 'int', help}) as const
export const yes = <H extends string>(help: H) => ({type: 'gauge', value: 'flag', help}) as const

/** Tags of every measurement of linestat's own schema. */
export const ownTags = {device: 'Always freebox.', source: 'The Freebox, as configured.'} as const

/** Tags of every measurement under an old name. */
export const boxTags = {
	...ownTags,
	api_endpoint: 'URL of the API up to its version.',
	api_version: 'Major version of the API.',
	hw_board: 'Board of the box; only where the group system is read.',
} as const
