/** Parts of a poll, in the order in which they are asked. `bins` belongs to `--bins` instead of `--sections`. */
export const SECTIONS = ['status', 'more', 'counts', 'basic', 'olr', 'wan', 'system', 'bins'] as const

export type Section = (typeof SECTIONS)[number]

/** State, rates, margins, attenuation, power, all counters of both ends, uptime and resyncs in three commands. */
export const DEFAULT_SECTIONS: readonly Section[] = ['status', 'more', 'counts']
