import type { Prisma } from '../../../prisma/client/client.js'
import type { ApiContext } from '../context.js'
import { readPage, type Connection } from '../relay/connection.js'
import type { PageArgs } from '../relay/page.js'
import { HistoryConnection, HistoryEntry } from './history-entry.js'

/** A page of changes in the order in which they were recorded. */
export const listHistory = async (
  context: ApiContext,
  args: PageArgs,
  where: Prisma.HistoryEntryWhereInput,
): Promise<Connection<HistoryEntry>> => {
  const client = context.reads.client()
  return new HistoryConnection(
    await readPage({
      args,
      sort: [{ column: 'position', holds: 'bigint' }],
      rows: (page) =>
        client.historyEntry.findMany({
          where: { AND: [where, page.where] },
          orderBy: page.orderBy,
          take: page.take,
        }),
      count: () => client.historyEntry.count({ where }),
      item: (row) => new HistoryEntry(row),
    }),
  )
}
