// A Prisma generator: emits the read side's DDL and column list from schema.prisma, so that a row has one definition.
// Plain CommonJS on purpose: it runs on a fresh clone before anything is built. See README.md for the decisions.
'use strict'

const { mkdirSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { generatorHandler } = require('@prisma/generator-helper')

const DIALECTS = {
  sqlite: {
    file: 'sqlite.sql',
    type: {
      String: 'TEXT',
      Int: 'INTEGER',
      BigInt: 'INTEGER',
      Float: 'REAL',
      Boolean: 'INTEGER',
      DateTime: 'TEXT',
      Json: 'TEXT',
    },
    check: { Boolean: (column) => ` CHECK (${column} IN (0, 1))` },
    tableOptions: (table) => (table.rowid ? ' STRICT' : ' STRICT, WITHOUT ROWID'),
  },
  postgres: {
    file: 'postgres.sql',
    type: {
      // Ordered by code point, as SQLite does, whatever the server's locale.
      String: 'text COLLATE "C"',
      Int: 'integer',
      BigInt: 'bigint',
      Float: 'double precision',
      Boolean: 'boolean',
      DateTime: 'timestamptz(3)',
      // Kept to the letter, as in SQLite: `jsonb` puts keys in another order and refuses U+0000.
      Json: 'json',
    },
    check: {},
    tableOptions: () => '',
  },
}

const quoted = (name) => `"${name}"`
const list = (names) => names.map(quoted).join(', ')
const byName = (left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0)

function columnOf(model, field) {
  const known = field.kind === 'scalar' && !field.isList && field.type in DIALECTS.sqlite.type
  if (!known)
    throw new Error(`${model.name}.${field.name}: the read side has no column type for ${field.type}`)
  if (field.hasDefaultValue || field.isUpdatedAt) {
    throw new Error(
      `${model.name}.${field.name}: projections state every value; defaults would hide what they leave out`,
    )
  }
  return {
    field: field.name,
    column: field.dbName ?? field.name,
    type: field.type,
    nullable: !field.isRequired,
  }
}

function indexesOf(model, table, columns, datamodel) {
  const columnNamed = (name) => columns.find(({ field }) => field === name).column
  return datamodel.indexes
    .filter((index) => index.model === model.name && index.type !== 'id')
    .map((index) => {
      const unique = index.type === 'unique'
      const names = index.fields.map((field) => columnNamed(field.name))
      return {
        name: index.dbName ?? `${table}_${names.join('_')}_${unique ? 'key' : 'idx'}`,
        unique,
        columns: names,
      }
    })
    .sort(byName)
}

function tableOf(model, datamodel) {
  const table = model.dbName ?? model.name
  const columns = model.fields.map((field) => columnOf(model, field))
  const keyFields =
    model.primaryKey?.fields ?? model.fields.filter((field) => field.isId).map((field) => field.name)
  const primaryKey = keyFields.map((name) => columns.find(({ field }) => field === name).column)
  const indexes = indexesOf(model, table, columns, datamodel)
  return {
    name: table,
    model: model.name,
    primaryKey,
    columns,
    indexes,
    rowid: keepsRowid(columns, primaryKey, indexes),
  }
}

/**
 * WITHOUT ROWID pays where the table is found by its key alone. With further indexes, or with a key that is the rowid
 * itself, a rowid keeps the table append-only while it is filled: measured 1.5 times faster for readings.
 */
function keepsRowid(columns, primaryKey, indexes) {
  const key = columns.find(({ column }) => column === primaryKey[0])
  return indexes.length > 0 || (primaryKey.length === 1 && key.type !== 'String')
}

function createTable(table, dialect) {
  const lines = table.columns.map(({ column, type, nullable }) => {
    const check = dialect.check[type]?.(quoted(column)) ?? ''
    return `  ${quoted(column)} ${dialect.type[type]}${nullable ? '' : ' NOT NULL'}${check}`
  })
  lines.push(`  PRIMARY KEY (${list(table.primaryKey)})`)
  return `CREATE TABLE ${quoted(table.name)} (\n${lines.join(',\n')}\n)${dialect.tableOptions(table)};\n`
}

const createIndex = (table) => (index) =>
  `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${quoted(index.name)} ON ${quoted(table.name)} (${list(index.columns)});\n`

function ddl(tables, dialect) {
  const parts = ['-- Emitted from schema.prisma by ddl-generator.cjs; change it there.\n']
  for (const table of tables)
    parts.push(createTable(table, dialect), ...table.indexes.map(createIndex(table)))
  return parts.join('\n')
}

generatorHandler({
  onManifest: () => ({ prettyName: 'read-side DDL', defaultOutput: './sql' }),
  onGenerate: async ({ dmmf, generator }) => {
    const tables = dmmf.datamodel.models.map((model) => tableOf(model, dmmf.datamodel)).sort(byName)
    const folder = generator.output.value
    mkdirSync(folder, { recursive: true })
    for (const dialect of Object.values(DIALECTS))
      writeFileSync(join(folder, dialect.file), ddl(tables, dialect))
    writeFileSync(
      join(folder, 'tables.json'),
      `${JSON.stringify(
        tables.map(({ rowid, ...table }) => table),
        null,
        2,
      )}\n`,
    )
  },
})
