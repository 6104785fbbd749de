import { setImmediate as turn } from 'node:timers/promises'
import type { Position, Recorded, Signal } from './event-store.js'

/** What a subscription had to give at one time. */
export interface Arrived {
  readonly events: readonly Recorded[]
  /** Everything up to here was seen. */
  readonly position: Position
}

/**
 * Takes the signals of a subscription together: as many events as have arrived, `max` at most, and never waits for
 * more once there is one. Under load batches grow by themselves; at rest an event is passed on at once.
 * Abort the subscription before leaving early: it may be waiting for an event that never comes.
 */
export async function* arrivals(signals: AsyncIterable<Signal>, max: number): AsyncGenerator<Arrived> {
  const iterator = signals[Symbol.asyncIterator]()
  const next = (): Promise<IteratorResult<Signal>> => {
    const result = iterator.next()
    // Looked at only after the batch before it was applied; until then a failure must not count as unhandled.
    result.catch(() => undefined)
    return result
  }
  const nothing = Symbol('nothing has arrived')
  try {
    let coming = next()
    for (;;) {
      const events: Recorded[] = []
      let position: Position | null = null
      let arrived: IteratorResult<Signal> | typeof nothing = await coming
      while (arrived !== nothing && arrived.done !== true) {
        const signal: Signal = arrived.value
        position = signal.kind === 'event' ? signal.event.position : signal.position
        if (signal.kind === 'event') events.push(signal.event)
        coming = next()
        if (events.length >= max) break
        arrived = await Promise.race([coming, turn(nothing)])
      }
      if (position !== null) yield { events, position }
      if (arrived !== nothing && arrived.done === true) return
    }
  } finally {
    await iterator.return?.()
  }
}
