import {answersOf, type FlagWords, type Values, valueFlags, type Words} from './words.ts'

/** A script for bash 4.4 and newer, which needs nothing but bash. */
export function bashScript(all: readonly Words[]): string {
	const paths = all.filter(({path}) => path !== '').map(({path}) => `'${path}'`)
	return `# bash completion for linestat
_linestat() {
	local cur=\${COMP_WORDS[COMP_CWORD]} option='' path='' word next i
	# Bash takes "=" for a word of its own.
	if [[ $cur == '=' ]]; then
		option=\${COMP_WORDS[COMP_CWORD - 1]} cur=''
	elif ((COMP_CWORD > 2)) && [[ \${COMP_WORDS[COMP_CWORD - 1]} == '=' ]]; then
		option=\${COMP_WORDS[COMP_CWORD - 2]}
	fi
	for ((i = 1; i < COMP_CWORD; i++)); do
		word=\${COMP_WORDS[i]}
		case $word in
			${valueFlags(all).join('|')})
				if ((i + 1 == COMP_CWORD)) && [[ $cur != '=' ]]; then
					option=\${option:-$word}
				elif [[ \${COMP_WORDS[i + 1]} == '=' ]]; then
					((i += 2))
				else
					((i += 1))
				fi
				continue
				;;
			-*) continue ;;
		esac
		next="\${path:+$path }$word"
		case $next in
			${paths.join('|')}) path=$next ;;
		esac
	done
	COMPREPLY=()
	if [[ -n $option ]]; then
		case "$path $option" in
${answersOf(all, replyWith)
	.map(([pattern, reply]) => `\t\t\t${pattern}) ${reply} ;;\n`)
	.join('')}		esac
		return
	fi
	case $path in
${all.map(pathCase).join('')}	esac
}
complete -F _linestat linestat
`
}

function pathCase({path, commands, flags, argument}: Words): string {
	const words = [...commands.map(({name}) => name), ...(typeof argument === 'string' ? [] : argument)]
	const options = flags.map(({long}: FlagWords) => long)
	const others = argument === 'file' ? replyWith('file') : replyWith(words)
	return `		'${path}')
			if [[ $cur == -* ]]; then
				${replyWith(options)}
			else
				${others}
			fi
			;;
`
}

function replyWith(values: Exclude<Values, 'any'>): string {
	if (values === 'file') return `compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")`
	if (values === 'folder') return `compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "$cur")`
	const names = `$("\${COMP_WORDS[0]}" config names "\${path%% *}" 2>/dev/null)`
	const words = values === 'name' ? names : values.join(' ')
	return `mapfile -t COMPREPLY < <(compgen -W "${words}" -- "$cur")`
}
