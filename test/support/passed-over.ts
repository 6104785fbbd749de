import { setImmediate as turn } from 'node:timers/promises'

import type { EventStore } from '../../src/eventsourcing/event-store.js'
import { batch } from './event-store-batches.js'

const WRITERS = 12
const COMMANDS = 30

/**
 * Lets 12 writers append, spread over the stores that are given, while one follows the log, and tells which events it
 * was not given, or not in order: none, when the store is right. The last event is appended when all others are there,
 * so that whoever has seen it will see no other any more.
 */
export const passedOver = async (
  follower: Pick<EventStore, 'subscribe'>,
  stores: readonly Pick<EventStore, 'append'>[],
): Promise<readonly string[]> => {
  const ending = new AbortController()
  const seen: { stream: string; commandId: string; position: bigint }[] = []
  const following = (async () => {
    for await (const signal of follower.subscribe(0n, { signal: ending.signal })) {
      if (signal.kind !== 'event') continue
      const { stream, meta, position } = signal.event
      seen.push({ stream, commandId: meta.commandId, position })
      if (stream === 'last-1') return
    }
  })()
  const appended: string[] = []
  const writer = async (w: number): Promise<void> => {
    const store = stores[w % stores.length]
    if (store === undefined) throw new Error('Nobody appends')
    for (let n = 0; n < COMMANDS; n += 1) {
      for (let pause = (w * 7 + n * 3) % 5; pause > 0; pause -= 1) await turn()
      const commandId = `w${w}-${n}`
      await store.append(batch(commandId, `thing-${w}`))
      appended.push(commandId)
    }
  }
  await Promise.all(Array.from({ length: WRITERS }, (_, w) => writer(w)))
  await stores[0]?.append(batch('last', 'last-1'))
  await following
  ending.abort()
  const given = new Set(seen.map(({ commandId }) => commandId))
  const disordered = seen.filter(({ position }, index) => position <= (seen[index - 1]?.position ?? 0n))
  return [
    ...appended.filter((commandId) => !given.has(commandId)),
    ...disordered.map(({ commandId }) => `${commandId} out of order`),
  ]
}
