'use strict'

const path = require('node:path')

const { runChild } = require('./child.cjs')
const { LaunchFailure } = require('./failure.cjs')

/**
 * Generates the Prisma client from the schema. Prisma insists on an engine that it would download and that
 * generating does not use: any existing program satisfies it.
 *
 * @param {string} root
 * @throws {LaunchFailure} with Prisma's complaint
 */
const generateClient = async (root) => {
  const prisma = path.join(root, 'node_modules', 'prisma', 'build', 'index.js')
  const { status, output } = await runChild(
    process.execPath,
    [prisma, 'generate', '--schema', 'prisma/schema.prisma', '--no-hints'],
    {
      cwd: root,
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' },
      quiet: true,
    },
  )
  if (status !== 0) throw new LaunchFailure(`The database client could not be generated.\n\n${output.trim()}`)
}

module.exports = { generateClient }
