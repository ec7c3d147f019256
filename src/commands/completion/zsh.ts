import {answersOf, type FlagWords, type Values, valueFlags, type Words} from './words.ts'

/** A script for zsh, as a function to be loaded from \`fpath\` or sourced. */
export function zshScript(all: readonly Words[]): string {
	const paths = all.filter(({path}) => path !== '').map(({path}) => quote(path))
	return `#compdef linestat
_linestat() {
	local option='' command_path='' word next
	local -a candidates
	integer i
	for ((i = 2; i < CURRENT; i++)); do
		word=$words[i]
		case $word in
			(${valueFlags(all).join('|')})
				if ((i + 1 == CURRENT)); then option=$word; fi
				((i += 1))
				continue
				;;
			(-*) continue ;;
		esac
		next="\${command_path:+$command_path }$word"
		case $next in
			(${paths.join('|')}) command_path=$next ;;
		esac
	done
	if [[ -z $option && $words[CURRENT] == --*=* ]]; then
		option=\${words[CURRENT]%%=*}
		compset -P '*='
	fi
	if [[ -n $option ]]; then
		case "$command_path $option" in
${answersOf(all, replyWith)
	.map(([pattern, reply]) => `\t\t\t(${pattern}) ${reply} ;;\n`)
	.join('')}		esac
		return
	fi
	case $command_path in
${all.map(pathCase).join('')}	esac
}
if [[ $funcstack[1] == _linestat ]]; then
	_linestat "$@"
else
	compdef _linestat linestat
fi
`
}

function pathCase({path, commands, flags, argument}: Words): string {
	const described = commands.map(({name, help}) => describeWord(name, help))
	const others =
		argument === 'file'
			? '_files'
			: typeof argument === 'string'
				? describe('command', described)
				: describe('argument', argument.map(quote))
	return `		(${quote(path)})
			if [[ $words[CURRENT] == -* ]]; then
				${describe(
					'option',
					flags.map(({long, help}: FlagWords) => describeWord(long, help)),
				)}
			else
				${others}
			fi
			;;
`
}

const describe = (what: string, words: readonly string[]): string =>
	words.length === 0 ? ':' : `candidates=(${words.join(' ')}); _describe ${what} candidates`

const describeWord = (word: string, help: string): string => quote(`${word}:${help.replaceAll(':', '\\:')}`)

function replyWith(values: Exclude<Values, 'any'>): string {
	if (values === 'file') return '_files'
	if (values === 'folder') return '_files -/'
	if (values === 'name')
		return `compadd -- \${(f)"$($words[1] config names \${command_path%% *} 2>/dev/null)"}`
	return `compadd -- ${values.map(quote).join(' ')}`
}

const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
