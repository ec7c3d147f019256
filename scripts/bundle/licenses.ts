import type {Plugin} from 'rolldown'
import {licensePlugin} from 'rolldown-license-plugin'

/** Licences that allow a copy in a bundle as long as their text goes with it. */
const ALLOWED = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'Unlicense', '0BSD']

/** Gathers the licences of the packages in the bundle into one file beside it; a package with another one fails the build. */
export function licensesPlugin(): Plugin {
	return licensePlugin({
		failOnViolation: true,
		failOnUnlicensed: true,
		allow: ({license}) => license.split(' OR ').some(name => ALLOWED.includes(name.replace(/[()]/g, ''))),
		done(packages, context) {
			const source = packages
				.map(
					({name, version, license, licenseText}) =>
						`${name} ${version} (${license})\n\n${licenseText.trim()}\n`,
				)
				.join(`\n${'-'.repeat(80)}\n\n`)
			context.emitFile({type: 'asset', fileName: 'THIRD-PARTY-LICENSES', source})
		},
	})
}
