import { projections } from '../../projections/all.js'
import { readSqliteSchema } from '../../src/adapters/read-store/read-schema.js'
import { catalogue } from '../../src/domain/catalogue.js'

const tables = projections.flatMap((projection) => projection.tables)

test('each table has one owner', () => {
  expect(new Set(tables).size).toBe(tables.length)
})

test('every table of the schema is owned, but those that the read side keeps of itself', () => {
  const unowned = [...readSqliteSchema().tables.keys()].filter((table) => !tables.includes(table))
  expect(unowned.sort()).toEqual(['Checkpoint', 'Generation'])
})

test('names are unique and versions count from 1', () => {
  const names = projections.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const { version } of projections) expect(version).toBeGreaterThanOrEqual(1)
})

test('every handler is for an event that exists', () => {
  const types = projections.flatMap(({ on }) => Object.keys(on))
  expect(types.filter((type) => !(type in catalogue))).toEqual([])
})

test('every event but a claim of an id or a code leads to rows besides its history', () => {
  const shown = new Set(
    projections.filter(({ name }) => name !== 'history').flatMap(({ on }) => Object.keys(on)),
  )
  expect(
    Object.keys(catalogue)
      .filter((type) => !shown.has(type))
      .sort(),
  ).toEqual(['IdClaimed', 'LocalityCodeClaimed', 'LocalityCodeReleased', 'MetricCodeClaimed'])
})
