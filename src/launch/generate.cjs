'use strict'

const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')

const { runChild } = require('./child.cjs')
const { LaunchFailure } = require('./failure.cjs')

const SCHEMA = 'prisma/schema.prisma'
const FOR_POSTGRES = 'prisma/client/internal/class-postgres.ts'

/**
 * Runs Prisma's generators. Prisma insists on an engine that it would download and that generating does not use: any
 * existing program satisfies it.
 */
const prismaGenerate = async (root, schema) => {
  const prisma = path.join(root, 'node_modules', 'prisma', 'build', 'index.js')
  const { status, output } = await runChild(
    process.execPath,
    [prisma, 'generate', '--schema', schema, '--no-hints'],
    {
      cwd: root,
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' },
      quiet: true,
    },
  )
  if (status !== 0) throw new LaunchFailure(`The database client could not be generated.\n\n${output.trim()}`)
}

/** The same models for PostgreSQL, and the client alone. */
const forPostgres = (text) =>
  text.replace('provider = "sqlite"', 'provider = "postgresql"').replace(/generator ddl \{[^}]*\}/, '')

/**
 * A client is generated for one kind of database. For PostgreSQL only the class with its settings is kept, beside
 * that for SQLite: all its types are those of the one client that the API knows.
 */
const generateForPostgres = async (root) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'waymark-client-'))
  try {
    const schema = path.join(folder, 'schema.prisma')
    const text = fs.readFileSync(path.join(root, SCHEMA), 'utf8')
    fs.writeFileSync(schema, forPostgres(text))
    await prismaGenerate(root, schema)
    return fs.readFileSync(path.join(folder, 'client/internal/class.ts'), 'utf8')
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Generates the Prisma client from the schema, for both databases.
 *
 * @param {string} root
 * @throws {LaunchFailure} with Prisma's complaint
 */
const generateClient = async (root) => {
  const [classForPostgres] = await Promise.all([generateForPostgres(root), prismaGenerate(root, SCHEMA)])
  fs.writeFileSync(path.join(root, FOR_POSTGRES), classForPostgres)
}

module.exports = { generateClient }
