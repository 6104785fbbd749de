import { openSqliteRowWriter } from '../../../src/adapters/read-store/sqlite.js'
import type { RowOperation } from '../../../src/eventsourcing/projection.js'

const SIZE = 10

/** Writes a row an event, ten events a batch, from the checkpoint on; a dot on standard output for each batch. */
const writeWithoutEnd = async (file: string): Promise<void> => {
  const writer = openSqliteRowWriter(file, { generation: 'read-test', startedAt: new Date(0) })
  let position = await writer.checkpoint()
  for (;;) {
    const from = position
    const operations = Array.from({ length: SIZE }, (_, index): RowOperation => {
      const event = from + BigInt(index + 1)
      const row = { id: String(event), projectId: 'p', title: 't', changeIdea: 'c', fromPosition: event }
      return { op: 'upsert', table: 'Ramp', row }
    })
    position += BigInt(SIZE)
    await writer.apply(operations, position)
    process.stdout.write('.')
    await new Promise((resolve) => setImmediate(resolve))
  }
}

void writeWithoutEnd(process.argv[2] ?? '')
