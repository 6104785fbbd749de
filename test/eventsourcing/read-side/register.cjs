// Lets a child process of a test run TypeScript sources: `node -r <this file> <file>.ts`.
'use strict'

const { readFileSync, existsSync } = require('node:fs')
const Module = require('node:module')
const { transformSync } = require('@swc/core')

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), { filename })
  module._compile(code, filename)
}

const resolve = Module._resolveFilename
Module._resolveFilename = function (request, parent, ...rest) {
  try {
    return resolve.call(this, request, parent, ...rest)
  } catch (error) {
    const source = request.startsWith('.') ? request.replace(/\.js$/, '.ts') : request
    if (source === request || !existsSync(resolve.call(this, source, parent, ...rest))) throw error
    return resolve.call(this, source, parent, ...rest)
  }
}
