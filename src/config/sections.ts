import {eventsSection} from '../events/options.ts'
import {notifySection} from '../notify/options.ts'
import type {ConfigSection} from './configuration.ts'

/** What the configuration file may hold beside `devices` and `defaults`. */
export const sections: readonly ConfigSection[] = [eventsSection, notifySection]
