/** Lets those who meet at one key pass one after the other. */
export interface Turns {
  /** True while somebody has or awaits a turn at the key. */
  readonly isTaken: (key: string) => boolean
  /** Waits for a turn; call the result to end it. Never hold two turns: those who do may wait for each other. */
  readonly take: (key: string) => Promise<() => void>
}

export const createTurns = (): Turns => {
  const last = new Map<string, Promise<void>>()
  return {
    isTaken: (key) => last.has(key),
    take: async (key) => {
      const before = last.get(key)
      let end: () => void = () => undefined
      const mine = new Promise<void>((resolve) => {
        end = resolve
      })
      last.set(key, mine)
      await before
      return () => {
        if (last.get(key) === mine) last.delete(key)
        end()
      }
    },
  }
}
