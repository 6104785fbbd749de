import type { Paged } from './connection.js'
import { toCursor, type CursorColumn, type CursorKey } from './cursor.js'
import { pageOf, type PageArgs } from './page.js'

const compare = (one: CursorKey, other: CursorKey): number => (one === other ? 0 : one < other ? -1 : 1)

const compareKeys = (one: readonly CursorKey[], other: readonly CursorKey[]): number => {
  for (const [index, key] of one.entries()) {
    const theirs = other[index]
    const order = theirs === undefined ? 1 : compare(key, theirs)
    if (order !== 0) return order
  }
  return 0
}

/**
 * A page of a list that is in memory already, sorted by its keys; the last key must be unique.
 * For lists that a tree or a definition bounds; lists that grow are read with `readPage`.
 */
export const pageOfList = <Item>(
  args: PageArgs,
  items: readonly Item[],
  keysOf: (item: Item) => readonly CursorKey[],
  /** What the keys are. */
  columns: readonly CursorColumn[] = [{ column: 'nameKey' }, { column: 'id' }],
): Paged<Item> => {
  const sorted = items
    .map((node) => ({ keys: keysOf(node), node }))
    .sort((one, other) => compareKeys(one.keys, other.keys))
  const page = pageOf(args, columns)
  const { after, before } = page
  const from = after === null ? 0 : sorted.filter(({ keys }) => compareKeys(keys, after) <= 0).length
  const to =
    before === null ? sorted.length : sorted.filter(({ keys }) => compareKeys(keys, before) < 0).length
  const within = sorted.slice(from, Math.max(from, to))
  const shown = page.backwards ? within.slice(-page.size) : within.slice(0, page.size)
  const start = page.backwards ? from + within.length - shown.length : from
  const edges = shown.map(({ keys, node }) => ({ cursor: toCursor(columns, keys), node }))
  return {
    edges,
    pageInfo: {
      hasNextPage: start + shown.length < sorted.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    count: () => Promise.resolve(items.length),
  }
}
