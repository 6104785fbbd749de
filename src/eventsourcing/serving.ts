import type { Position } from './event-store.js'
import type { WaitOutcome } from './read-side-position.js'

/** Rows that answer queries, and what they show. `Client` reads them. */
export interface Served<Client> {
  /** Of the generation. */
  readonly name: string
  readonly client: Client
  position(): Position
  /** Answers at once when the position is reached, or never will be. */
  waitUntil(position: Position, timeoutMs: number): Promise<WaitOutcome>
  /** True when they show what the log does not hold any more: nobody need be shown it again. */
  readonly isAhead?: () => boolean
  /** They come to answer, in the place of others. */
  readonly enter?: () => void
  /** They come no further: whoever waits for them is told so now. */
  leave(): void
}

/** Which rows answer, and the switch from some to others. */
export interface Switchboard<Client> {
  /** Ask anew for each query. */
  current(): Served<Client>
  /** Waits for a position of the rows that answer, also of those that come to answer meanwhile. */
  waitUntil(position: Position, timeoutMs: number): Promise<WaitOutcome>
  /**
   * Lets others answer, as soon as they show all that the current ones do: what could be read stays readable.
   *
   * @returns false when they never will
   */
  switchTo(next: Served<Client>): Promise<boolean>
}

/** Longer than anything that is worth waiting for, in milliseconds. */
const LONG = 2 ** 31 - 1

export const createSwitchboard = <Client>(first: Served<Client>): Switchboard<Client> => {
  let current = first
  return {
    current: () => current,
    waitUntil: async (position, timeoutMs) => {
      const end = performance.now() + timeoutMs
      for (;;) {
        const asked = current
        const outcome = await asked.waitUntil(position, end - performance.now())
        // What the old rows have reached, the new ones may not have yet, and the other way round.
        if (asked === current) return outcome
      }
    },
    switchTo: async (next) => {
      for (;;) {
        const shown = current.position()
        if (next.position() >= shown || current.isAhead?.() === true) {
          const before = current
          current = next
          next.enter?.()
          before.leave()
          return true
        }
        if ((await next.waitUntil(shown, LONG)) === 'timed-out') return false
      }
    },
  }
}
