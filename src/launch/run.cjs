'use strict'

// `node src/launch/run.cjs TASK …`: what the scripts of package.json run. Uses Node alone, so that it works
// before anything is installed.

require('./node-version.cjs').requireNode()
require('./tasks.cjs').runTask(process.argv[2], process.argv.slice(3))
