'use strict'

// Loaded into a server before anything else: on SIGUSR2 it writes the paths of all loaded modules to a file.
const fs = require('node:fs')

process.on('SIGUSR2', () => {
  const file = process.env.LOADED_MODULES
  fs.writeFileSync(`${file}.part`, JSON.stringify(Object.keys(require.cache)))
  fs.renameSync(`${file}.part`, file)
})
