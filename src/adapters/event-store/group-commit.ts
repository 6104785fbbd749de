/** What became of one item of a group: a result, or a fault that is this item's own. */
export type ItemOutcome<Result> = { readonly result: Result } | { readonly fault: unknown }

/** Hands items over and answers when their group is on disk. */
export interface GroupCommit<Item, Result> {
  submit(item: Item): Promise<Result>
  /** Waits until everything submitted so far is answered. */
  drain(): Promise<void>
}

interface Waiting<Item, Result> {
  readonly item: Item
  readonly resolve: (result: Result) => void
  readonly reject: (reason: unknown) => void
}

/**
 * Collects what is submitted in one turn of the event loop and gives it to `flush` as one group, so that many
 * writers share one commit. When `flush` throws, every item of the group is rejected.
 */
export const createGroupCommit = <Item, Result>(
  flush: (items: readonly Item[]) => readonly ItemOutcome<Result>[],
): GroupCommit<Item, Result> => {
  let queue: Waiting<Item, Result>[] = []
  let scheduled = false
  let idle: (() => void)[] = []

  const settleAll = (group: readonly Waiting<Item, Result>[]): void => {
    let outcomes: readonly ItemOutcome<Result>[]
    try {
      outcomes = flush(group.map(({ item }) => item))
    } catch (error) {
      for (const { reject } of group) reject(error)
      return
    }
    for (const [index, { resolve, reject }] of group.entries()) {
      const outcome = outcomes[index]
      if (outcome !== undefined && 'result' in outcome) resolve(outcome.result)
      else reject(outcome?.fault ?? new Error('The group commit gave no outcome'))
    }
  }

  const run = (): void => {
    scheduled = false
    const group = queue
    queue = []
    settleAll(group)
    if (queue.length > 0) return
    const waiting = idle
    idle = []
    for (const done of waiting) done()
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
      scheduled
        ? new Promise((resolve) => {
            idle.push(resolve)
          })
        : Promise.resolve(),
  }
}
