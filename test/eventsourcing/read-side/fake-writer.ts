import type { Position } from '../../../src/eventsourcing/event-store.js'
import type { RowOperation, RowWriter } from '../../../src/eventsourcing/projection.js'

/** Keeps what it was given; refuses a batch when told to. */
export interface FakeWriter extends RowWriter {
  readonly batches: { readonly operations: readonly RowOperation[]; readonly checkpoint: Position }[]
  /** Called before each batch; what it throws, the writer throws. */
  before: (operations: readonly RowOperation[]) => void
}

export const fakeWriter = (): FakeWriter => {
  const batches: FakeWriter['batches'] = []
  const writer: FakeWriter = {
    batches,
    before: () => undefined,
    apply: (operations, checkpoint) =>
      new Promise((resolve) => {
        writer.before(operations)
        batches.push({ operations, checkpoint })
        resolve()
      }),
    checkpoint: () => Promise.resolve(batches.at(-1)?.checkpoint ?? 0n),
    close: () => Promise.resolve(),
  }
  return writer
}
