#!/usr/bin/env node
'use strict'
// No newer syntax: a Node.js that is too old must be able to read this.
const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
	process.stderr.write(`E! linestat needs Node.js 24 or newer, this is ${process.version}.\n`)
	process.exitCode = 1
} else require('../dist/start.cjs')
