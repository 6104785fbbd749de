import DataLoader from 'dataloader'

/** One row for each key, in the order of the keys; null where there is none. */
export const oneEach = <Row, Key extends string>(
  read: (keys: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
): DataLoader<Key, Row | null> =>
  new DataLoader(async (keys) => {
    const rows = new Map((await read(keys)).map((row) => [keyOf(row), row]))
    return keys.map((key) => rows.get(key) ?? null)
  })

/** All rows for each key, in the order in which `read` gave them. */
export const manyEach = <Row>(
  read: (keys: readonly string[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string | null,
): DataLoader<string, readonly Row[]> =>
  new DataLoader(async (keys) => {
    const groups = new Map<string, Row[]>(keys.map((key) => [key, []]))
    for (const row of await read(keys)) groups.get(keyOf(row) ?? '')?.push(row)
    return keys.map((key) => groups.get(key) ?? [])
  })

/** Any of the keys, in Prisma's terms. */
export const within = (keys: readonly string[]): { in: string[] } => ({ in: [...keys] })
