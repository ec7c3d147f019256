/** Makes docs/ifstat.svg: what the built program prints on a terminal, as a picture. Run it with `npm run picture`. */
import {spawnSync} from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import {sysfsTree} from '../test/sysfs.ts'
import {terminalPicture} from './pages/terminal.ts'

const COLUMNS = 124
const command = 'linestat ifstat pppoe0 eth0 eth1 switch0 --alias pppoe0=WAN'

using router = sysfsTree(fs.readFileSync('fixtures/ifstat/edgerouter--answer.txt', 'utf8'))
const env = {...process.env, ...router.env, TERM: 'xterm-256color', NO_COLOR: ''}
const typed = command.replace(/^linestat/, `${process.execPath} bin/linestat.js`)
// script(1) of util-linux gives the program a terminal to print on.
const {stdout, status} = spawnSync('script', ['-qec', `stty cols ${COLUMNS}; ${typed}`, '/dev/null'], {
	env,
	encoding: 'utf8',
})
if (status !== 0) throw new Error(`"${typed}" ended with status ${status}: ${stdout}`)
const shown = stdout.replaceAll('\r\n', '\n').replace(` · ${os.hostname()}`, ' · router')
fs.writeFileSync('docs/ifstat.svg', terminalPicture(command, shown, COLUMNS))
