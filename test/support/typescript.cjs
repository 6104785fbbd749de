'use strict'

// Lets a child process of a test run TypeScript: `node --require test/support/typescript.cjs file.ts`.
const Module = require('node:module')
const { existsSync } = require('node:fs')
const { dirname, resolve } = require('node:path')

const { transformFileSync } = require('@swc/core')

const resolveFilename = Module._resolveFilename
Module._resolveFilename = (request, parent, ...rest) => {
  if (request.startsWith('.') && request.endsWith('.js') && parent?.filename) {
    const source = resolve(dirname(parent.filename), `${request.slice(0, -2)}ts`)
    if (existsSync(source)) return source
  }
  return resolveFilename(request, parent, ...rest)
}

Module._extensions['.ts'] = (module, filename) => {
  module._compile(transformFileSync(filename).code, filename)
}
