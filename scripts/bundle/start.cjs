'use strict'
const fs = require('node:fs')
const {enableCompileCache} = require('node:module')

// Compiled code is kept in a folder of this user's own, or nowhere: Node's default place is shared, and code that
// somebody else put there would run as this user. The same holds for the HOME of another user, as sudo may leave it.
const {XDG_CACHE_HOME, HOME} = process.env
const caches = XDG_CACHE_HOME || (HOME && `${HOME}/.cache`)
if (caches?.startsWith('/') && fs.existsSync(caches) && fs.statSync(caches).uid === process.getuid?.()) {
	enableCompileCache(`${caches}/linestat`)
}

require('./main.cjs')
