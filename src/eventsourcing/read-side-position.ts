import type { Position } from './event-store.js'

export type WaitOutcome = 'reached' | 'timed-out'

interface Waiter {
  readonly position: Position
  readonly settle: (outcome: WaitOutcome) => void
}

/** How far the rows are, and those who wait for them to come further. */
export interface PositionGate {
  position(): Position
  /** Wakes everyone whose position is reached by this. */
  moveTo(position: Position): void
  /** Waits for a position, `timeoutMs` milliseconds at most. Answers at once when it is reached or never will be. */
  waitUntil(position: Position, timeoutMs: number): Promise<WaitOutcome>
  /** The rows come no further: everyone who still waits is told so now. */
  close(): void
  /** The rows go on after all. */
  open(): void
}

export const positionGate = (initial: Position): PositionGate => {
  let current = initial
  let closed = false
  const waiters = new Set<Waiter>()
  const settle = (outcome: WaitOutcome, those: (waiter: Waiter) => boolean): void => {
    for (const waiter of waiters) if (those(waiter)) waiter.settle(outcome)
  }
  return {
    position: () => current,
    moveTo: (position) => {
      current = position
      settle('reached', (waiter) => waiter.position <= position)
    },
    waitUntil: (position, timeoutMs) => {
      if (position <= current) return Promise.resolve('reached')
      if (closed || timeoutMs <= 0) return Promise.resolve('timed-out')
      return new Promise((resolve) => {
        const timer = setTimeout(() => waiter.settle('timed-out'), timeoutMs)
        const waiter: Waiter = {
          position,
          settle: (outcome) => {
            clearTimeout(timer)
            waiters.delete(waiter)
            resolve(outcome)
          },
        }
        waiters.add(waiter)
      })
    },
    close: () => {
      closed = true
      settle('timed-out', () => true)
    },
    open: () => {
      closed = false
    },
  }
}
