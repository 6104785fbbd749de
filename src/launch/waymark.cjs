#!/usr/bin/env node
'use strict'

// `waymark …`: the command line. Uses Node alone, so that it works before anything is installed.

require('./node-version.cjs').requireNode()
require('./tasks.cjs').runTask('waymark', process.argv.slice(2))
