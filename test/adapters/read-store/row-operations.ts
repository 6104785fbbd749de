import fc from 'fast-check'
import type { Row, RowOperation } from '../../../src/eventsourcing/projection.js'

export const openedAt = new Date('2024-04-01T09:00:00Z')

export const series = (row: Row): RowOperation => ({
  op: 'upsert',
  table: 'Series',
  row: { metricId: 'm', localityId: 'l', openedAt, fromPosition: 1n, ...row },
})

const id = fc.constantFrom('a', 'b', 'c', 'd')
const category = fc.option(fc.constantFrom('x', 'y', '', 'ü"\'\\\n{},NULL'), { nil: null })
const fromPosition = fc.bigInt({ min: 0n, max: 9n })
const limits = fc.option(fc.record({ fromPosition }, { requiredKeys: [] }), { nil: undefined })

const ramp = fc
  .record({ id, text: fc.string({ unit: 'grapheme' }) })
  .map(({ id: key, text }): RowOperation => ({
    op: 'upsert',
    table: 'Ramp',
    row: { id: key, projectId: 'p', title: text, changeIdea: text, fromPosition: 1n },
  }))

const change = fc
  .record({
    where: fc.record({ id, category, localityId: fc.constantFrom('l', 'k') }, { requiredKeys: [] }),
    set: fc.record({ category, fromPosition, metricId: fc.constantFrom('m', 'n') }, { requiredKeys: [] }),
    atMost: limits,
    atLeast: limits,
  })
  .map(({ where, set, atMost, atLeast }): RowOperation => ({
    op: 'update',
    table: 'Series',
    where,
    set,
    ...(atMost && { atMost }),
    ...(atLeast && { atLeast }),
  }))

/** Changes of one form one after the other, as corrections in a row are. */
const known = fc.record({ id, fromPosition }).map(({ id: key, fromPosition: position }): RowOperation => ({
  op: 'update',
  table: 'Series',
  where: { id: key, category: null },
  set: { category: 'known', fromPosition: position },
}))

const removal = fc
  .record({ id, category }, { requiredKeys: [] })
  .map((where): RowOperation => ({ op: 'delete', table: 'Series', where }))

const rampRemoval = id.map((key): RowOperation => ({ op: 'delete', table: 'Ramp', where: { id: key } }))

/** Any operation on a few rows of two tables, so that operations meet. */
export const operation: fc.Arbitrary<RowOperation> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ id, category, fromPosition }).map(series) },
  { weight: 2, arbitrary: ramp },
  { weight: 4, arbitrary: change },
  { weight: 3, arbitrary: known },
  { weight: 1, arbitrary: removal },
  { weight: 1, arbitrary: rampRemoval },
)
