import {main} from './cli.ts'
import {processIo} from './io.ts'

// What libraries and the runtime print would break the output for its reader; linestat speaks for itself.
process.removeAllListeners('warning')
process.on('warning', () => {})

void main(process.argv.slice(2), processIo).then(status => {
	process.exitCode = status
})
