import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import fs from 'node:fs'
import net, {type AddressInfo} from 'node:net'
import os from 'node:os'
import path from 'node:path'

/** What inetd would start. */
const PROGRAM = '/usr/sbin/telnetd'

/** The command line of a Vigor on a real terminal: its answers are files, named like the commands. */
const LOGIN = `cd "$1"
printf '\\nAccount:'
IFS= read -r name
printf 'Password: '
stty -echo
IFS= read -r password
stty echo
echo "login $name" >>log
if [ "$name/$password" != admin/secret ]; then
	printf '\\nLogin incorrect\\n\\nAccount:'
	IFS= read -r name
	exit 1
fi
printf '\\n\\nType ? for command help\\n\\n'
while printf 'DrayTek> ' && IFS= read -r command; do
	echo "$command" >>log
	[ "$command" = exit ] && exit 0
	cat "answers/$command" 2>/dev/null || printf '%% Valid subcommands are:\\n'
done
`

export interface Telnetd extends AsyncDisposable {
	readonly port: number
	/** `login NAME` and the commands of all sessions. */
	readonly log: () => string[]
}

/** Debian's own Telnet server behind a super-server on loopback, with a login that answers commands with these texts. */
export async function startTelnetd(answers: ReadonlyMap<string, string>): Promise<Telnetd> {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-telnetd-'))
	const script = path.join(folder, 'vigor.sh')
	fs.writeFileSync(script, LOGIN)
	fs.mkdirSync(path.join(folder, 'answers'))
	for (const [command, answer] of answers) fs.writeFileSync(path.join(folder, 'answers', command), answer)

	const children = new Set<ChildProcess>()
	// The server gets the connection itself as its stdin; what Node would read of it before would be missing.
	const inetd = net.createServer({pauseOnConnect: true}, socket => {
		const child = spawn(PROGRAM, ['-E', `/bin/sh ${script} ${folder}`], {stdio: [socket, socket, 'ignore']})
		children.add(child)
		child.on('exit', () => children.delete(child))
		socket.on('error', () => {}).destroy()
	})
	inetd.listen(0, '127.0.0.1')
	await once(inetd, 'listening')

	return {
		port: (inetd.address() as AddressInfo).port,
		log: () => {
			const file = path.join(folder, 'log')
			return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trimEnd().split('\n') : []
		},
		async [Symbol.asyncDispose]() {
			inetd.close()
			for (const child of children) child.kill()
			await once(inetd, 'close')
			fs.rmSync(folder, {recursive: true, force: true})
		},
	}
}
