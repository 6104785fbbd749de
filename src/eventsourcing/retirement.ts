/** What does not answer queries any more, but may still have some under way. */
export interface Retirement {
  /** Ends it when its last queries are surely over. */
  retire(end: () => Promise<void>): void
  /** Ends everything now: nobody asks any more. */
  close(): Promise<void>
}

/**
 * @param graceMs how long a query that began may take, in milliseconds
 * @param onFailure told when something could not be ended; it is left behind then
 */
export const createRetirement = (graceMs: number, onFailure: (cause: unknown) => void): Retirement => {
  const retired = new Map<() => Promise<void>, NodeJS.Timeout>()
  const ending = new Set<Promise<void>>()

  const finish = (end: () => Promise<void>): void => {
    clearTimeout(retired.get(end))
    if (!retired.delete(end)) return
    const ended = end()
      .catch(onFailure)
      .finally(() => ending.delete(ended))
    ending.add(ended)
  }

  return {
    retire: (end) => {
      retired.set(
        end,
        setTimeout(() => finish(end), graceMs),
      )
    },
    close: async () => {
      for (const end of [...retired.keys()]) finish(end)
      await Promise.all(ending)
    },
  }
}
