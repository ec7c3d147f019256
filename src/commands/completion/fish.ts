import {type FlagWords, type Values, valueFlags, type Words} from './words.ts'

/** A script for fish. */
export function fishScript(all: readonly Words[]): string {
	const paths = all.filter(({path}) => path !== '').map(({path}) => quote(path))
	return `# fish completion for linestat
function __linestat_path
	set -l path
	set -l skip 0
	set -l words (commandline -opc)
	for word in $words[2..-1]
		if test $skip = 1
			set skip 0
			continue
		end
		switch $word
			case ${valueFlags(all).join(' ')}
				set skip 1
			case '-*'
			case '*'
				set -l next (string trim -- "$path $word")
				contains -- $next ${paths.join(' ')}; and set path $next
		end
	end
	echo -- "$path"
end
function __linestat_at
	test "$(__linestat_path)" = "$argv"
end
complete -c linestat -f
${all.flatMap(linesOf).join('\n')}
`
}

function linesOf({path, commands, flags, argument}: Words): string[] {
	const start = `complete -c linestat -n ${quote(`__linestat_at ${path}`)}`
	return [
		...commands.map(({name, help}) => `${start} -a ${quote(name)} -d ${quote(help)}`),
		...flags.map(flag => `${start} ${flagOf(flag, path)} -d ${quote(flag.help)}`),
		...(argument === 'any' ? [] : [`${start} ${argumentOf(argument, path)}`]),
	]
}

function flagOf({long, short, values, bare}: FlagWords, path: string): string {
	const names = `-l ${long.slice(2)}${short === undefined ? '' : ` -s ${short.slice(1)}`}`
	if (values === undefined) return names
	if (bare) return typeof values === 'string' ? names : `${names} ${argumentOf(values, path)}`
	if (values === 'any') return `${names} -x`
	return `${names} ${values === 'file' ? '-r' : '-x'} ${argumentOf(values, path)}`
}

function argumentOf(values: Exclude<Values, 'any'>, path: string): string {
	if (values === 'file') return '-F'
	if (values === 'folder') return `-a '(__fish_complete_directories)'`
	if (values === 'name') return `-a '(linestat config names ${path.split(' ')[0] ?? ''} 2>/dev/null)'`
	return `-a ${quote(values.join(' '))}`
}

const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
