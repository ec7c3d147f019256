import type {OptionSpecs, OptionsOf} from '../../config/options.ts'
import {port} from '../../config/values.ts'
import {sshOptions} from '../../transports/ssh/options.ts'
import {DEFAULT_SECTIONS} from './sections.ts'
import {line, sectionList} from './values.ts'

export const draytekOptions = {
	host: {
		value: 'address',
		parse: line,
		default: '192.168.1.1',
		help: 'name or address of the modem (default: 192.168.1.1)',
	},
	port: {value: 'number', parse: port, help: 'port (default: 23, with --transport ssh 22)'},
	username: {value: 'name', parse: line, default: 'admin', help: 'login name (default: admin)'},
	transport: {
		value: 'name',
		choices: ['telnet', 'ssh'] as const,
		default: 'telnet',
		help: 'how to reach it (default: telnet)',
	},
	sections: {
		value: 'names',
		parse: sectionList,
		default: DEFAULT_SECTIONS,
		help: 'what to ask for, of status, more, counts, basic, olr, wan, system (default: status,more,counts)',
	},
	bins: {
		value: 'detail',
		choices: ['band', 'tones'] as const,
		bare: 'band',
		help: 'also bits, SNR, QLN and Hlog of each band, or with --bins=tones of each tone',
	},
	prompt: {
		value: 'text',
		parse: line,
		help: 'command prompt, where it does not end in "> " (default: as it is after the login)',
	},
	...sshOptions,
} as const satisfies OptionSpecs

export type DraytekOptions = OptionsOf<typeof draytekOptions>
