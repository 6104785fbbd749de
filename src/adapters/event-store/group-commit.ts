/** What became of one item of a group: a result, or a fault that is this item's own. */
export type ItemOutcome<Result> = { readonly result: Result } | { readonly fault: unknown }

/** Hands items over and answers when their group is on disk. */
export interface GroupCommit<Item, Result> {
  submit(item: Item): Promise<Result>
  /** Waits until everything submitted so far is answered. */
  drain(): Promise<void>
}

/** Puts a group on disk. Throws when it failed; then nothing of the group is stored. */
export interface Flush<Item, Result> {
  /** At once: the quickest for a few items. */
  now(items: readonly Item[]): readonly ItemOutcome<Result>[]
  /**
   * On another thread: slower to answer, but others go on working meanwhile. A group may be handed over while another
   * is on its way; it is stored after that one, and made ready meanwhile.
   */
  later(items: readonly Item[]): Promise<readonly ItemOutcome<Result>[]>
  /** True when `now` would have to wait for something that the other thread does. */
  isBusyElsewhere?(): boolean
}

interface Waiting<Item, Result> {
  readonly item: Item
  readonly resolve: (result: Result) => void
  readonly reject: (reason: unknown) => void
}

/** Up to this many items are flushed at once. */
const FEW = 4

/** Most items of a group: more than this share a commit no better, and the store writes a group in one piece. */
const MOST = 200

/** Groups handed over at once: while the disk works on one, the next is made ready. */
const UNDERWAY = 2

/**
 * Milliseconds from which on a flush is too long to hold this thread up for: then even a few items go to the other
 * thread, and come back to this one when flushes take less than half as long. Disks differ by more than that.
 */
const LONG_MS = 1
/** What the last flush counts for in the smoothed duration. */
const WEIGHT = 0.2

const answer = <Item, Result>(
  group: readonly Waiting<Item, Result>[],
  outcomes: readonly ItemOutcome<Result>[],
): void => {
  for (const [index, { resolve, reject }] of group.entries()) {
    const outcome = outcomes[index]
    if (outcome !== undefined && 'result' in outcome) resolve(outcome.result)
    else reject(outcome?.fault ?? new Error('The group commit gave no outcome'))
  }
}

const rejectAll = <Item, Result>(group: readonly Waiting<Item, Result>[], error: unknown): void => {
  for (const { reject } of group) reject(error)
}

/**
 * Collects what is submitted in one turn of the event loop and flushes it as one group, so that many writers share
 * one commit. When many wait, half of them go first: while their commit is on its way, the others are answered, prepare
 * what they submit next and are handed over, so that neither disk nor processor ever waits for the other.
 *
 * @param clock milliseconds, growing
 */
export const createGroupCommit = <Item, Result>(
  flush: Flush<Item, Result>,
  clock: () => number = () => performance.now(),
): GroupCommit<Item, Result> => {
  const queue: Waiting<Item, Result>[] = []
  let scheduled = false
  /** Sizes of the groups that are handed over, in their order. */
  const underway: number[] = []
  let idle: (() => void)[] = []
  let usual = 0
  let isLong = false

  const learnFrom = (started: number): void => {
    usual += WEIGHT * (clock() - started - usual)
    isLong = usual > (isLong ? LONG_MS / 2 : LONG_MS)
  }

  const flushNow = (group: readonly Waiting<Item, Result>[]): void => {
    const started = clock()
    try {
      answer(group, flush.now(group.map(({ item }) => item)))
    } catch (error) {
      rejectAll(group, error)
    }
    learnFrom(started)
  }

  /** @param isTelling whether it takes as long as a flush does; one that has to wait for others tells nothing */
  const flushLater = (group: readonly Waiting<Item, Result>[], isTelling = false): void => {
    const started = clock()
    const finish = (settle: () => void): void => {
      underway.shift()
      if (isTelling) learnFrom(started)
      // The next group sets out before this one's callers go on.
      takeNext()
      settle()
    }
    underway.push(group.length)
    flush.later(group.map(({ item }) => item)).then(
      (outcomes) => finish(() => answer(group, outcomes)),
      (error: unknown) => finish(() => rejectAll(group, error)),
    )
  }

  /** Whether enough wait for a group that is handed over while another is on its way; the rest would have to wait. */
  const isEnough = (): boolean => {
    const [ahead = 0] = underway
    return queue.length > FEW && (ahead === 0 || (underway.length < UNDERWAY && 2 * queue.length >= ahead))
  }

  const takeNext = (): void => {
    while (isEnough()) flushLater(queue.splice(0, MOST))
    if (queue.length > 0 && underway.length === 0) {
      const isBusy = flush.isBusyElsewhere?.() === true
      const group = queue.splice(0)
      if (isLong || isBusy) flushLater(group, !isBusy && group.length <= FEW)
      else flushNow(group)
    }
    if (underway.length > 0 || queue.length > 0) return
    const waiting = idle
    idle = []
    for (const done of waiting) done()
  }

  const run = (): void => {
    scheduled = false
    if (underway.length === 0 && isEnough())
      flushLater(queue.splice(0, Math.min(MOST, Math.ceil(queue.length / 2))))
    takeNext()
  }

  return {
    submit: (item) =>
      new Promise((resolve, reject) => {
        queue.push({ item, resolve, reject })
        if (scheduled) return
        scheduled = true
        setImmediate(run)
      }),
    drain: () =>
      scheduled || underway.length > 0 || queue.length > 0
        ? new Promise((resolve) => {
            idle.push(resolve)
          })
        : Promise.resolve(),
  }
}
