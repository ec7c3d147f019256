// Required before the program: when it ends, writes the builtins and files it has loaded to the file in LOAD_LIST.
const fs = require('node:fs')

const files = []
const {readFileSync} = fs
fs.readFileSync = (file, ...options) => {
	if (String(file).includes('/dist/')) files.push(String(file))
	return readFileSync(file, ...options)
}

process.on('exit', () => {
	const builtins = process.moduleLoadList
		.filter(line => line.startsWith('NativeModule '))
		.map(line => line.slice(13))
	fs.writeFileSync(process.env.LOAD_LIST, JSON.stringify({builtins, files}))
})
