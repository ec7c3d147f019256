#!/usr/bin/env node
'use strict'
var major = Number(process.versions.node.split('.')[0])
if (major < 24) {
	// biome-ignore lint/style/useTemplate: an older Node must be able to read this file
	process.stderr.write('E! linestat needs Node.js 24 or newer, this is ' + process.version + '.\n')
	process.exitCode = 1
} else require('../dist/start.cjs')
