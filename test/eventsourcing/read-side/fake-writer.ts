import type { Position } from '../../../src/eventsourcing/event-store.js'
import type { RowOperation, RowWriter } from '../../../src/eventsourcing/projection.js'

/** Keeps what it was given; refuses a batch when told to. */
export interface FakeWriter extends RowWriter {
  readonly batches: { readonly operations: readonly RowOperation[]; readonly checkpoint: Position }[]
  /** Called before each batch; what it throws, the writer throws. */
  before: (operations: readonly RowOperation[]) => void
  /** Called after each batch stands; what it throws, the writer throws, as when the answer to a commit is lost. */
  after: () => void
}

/** What the writer throws for an event that it will never take. */
export class Refusal extends Error {}

export const fakeWriter = (): FakeWriter => {
  const batches: FakeWriter['batches'] = []
  const writer: FakeWriter = {
    batches,
    before: () => undefined,
    after: () => undefined,
    isRefusal: (cause) => cause instanceof Refusal,
    apply: (operations, checkpoint) =>
      new Promise((resolve) => {
        writer.before(operations)
        batches.push({ operations, checkpoint })
        writer.after()
        resolve()
      }),
    checkpoint: () => Promise.resolve(batches.at(-1)?.checkpoint ?? 0n),
    close: () => Promise.resolve(),
  }
  return writer
}
