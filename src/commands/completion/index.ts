import {defineCommand} from '../command.ts'

export const completion = defineCommand({
	path: ['completion'],
	summary: 'print a script that completes command lines in a shell',
	examples: [
		['linestat completion bash > ~/.local/share/bash-completion/completions/linestat', 'bash'],
		['linestat completion zsh > ~/.zfunc/_linestat', 'zsh, with ~/.zfunc in fpath'],
		['linestat completion fish > ~/.config/fish/completions/linestat.fish', 'fish'],
	],
	argument: {name: 'shell', help: 'the shell', required: true, choices: ['bash', 'zsh', 'fish']},
	options: {},
	readsConfiguration: false,
	load: () => import('./run.ts'),
})
