import type {Configuration} from '../config/configuration.ts'
import {boolean} from '../config/values.ts'
import {eventsSection} from './options.ts'

/**
 * Whether polls are compared with the ones before: where a folder for state is named, or the configuration file has `events`
 * or a target under `notify`, unless it says no.
 */
export function wantsEvents(stateDir: string | undefined, configuration: Configuration | undefined): boolean {
	const section = configuration?.section(eventsSection.key)
	const given = section?.('enabled', eventsSection.options.enabled)
	if (given !== undefined) return given.value === true || boolean(String(given.value))
	const isConfigured = Object.entries(eventsSection.options).some(
		([key, spec]) => section?.(key, spec) !== undefined,
	)
	return isConfigured || stateDir !== undefined || (configuration?.entries('notify').size ?? 0) > 0
}
