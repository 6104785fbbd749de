import DataLoader from 'dataloader'

import type { PrismaClient } from '../../prisma/client/client.js'

/** The client of the moment: another generation may come to serve while a request goes on. */
export type ClientNow = () => PrismaClient

type Read<Row, Key extends string> = (client: PrismaClient, keys: readonly Key[]) => Promise<readonly Row[]>

/** One row for each key, in the order of the keys; null where there is none. */
export const oneEach =
  <Row, Key extends string>(read: Read<Row, Key>, keyOf: (row: Row) => string) =>
  (client: ClientNow): DataLoader<Key, Row | null> =>
    new DataLoader(async (keys) => {
      const rows = new Map((await read(client(), keys)).map((row) => [keyOf(row), row]))
      return keys.map((key) => rows.get(key) ?? null)
    })

/** All rows for each key, in the order in which `read` gave them. */
export const manyEach =
  <Row>(read: Read<Row, string>, keyOf: (row: Row) => string | null) =>
  (client: ClientNow): DataLoader<string, readonly Row[]> =>
    new DataLoader(async (keys) => {
      const groups = new Map<string, Row[]>(keys.map((key) => [key, []]))
      for (const row of await read(client(), keys)) groups.get(keyOf(row) ?? '')?.push(row)
      return keys.map((key) => groups.get(key) ?? [])
    })

/** Any of the keys, in Prisma's terms. */
export const within = (keys: readonly string[]): { in: string[] } => ({ in: [...keys] })
