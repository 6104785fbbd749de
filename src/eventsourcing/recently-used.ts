/** More of them keep nearly as much as one that counts every use, and most looks find what they ask for in the first. */
const GENERATIONS = 8

/**
 * Keeps what was used last, by a name: never more than `most`, and of those at least seven eighths, or half where `most`
 * is small. Values go by generations, so that a look costs that of a map: when the youngest is full, a new one begins, and
 * what was not used since the oldest began goes with it.
 */
export class RecentlyUsed<Value extends object | string> {
  /** Most names of a generation. */
  readonly #share: number
  readonly #olderAtMost: number
  #young = new Map<string, Value>()
  /** The youngest first. */
  #older: Map<string, Value>[] = []

  /** @param most 2 at least */
  constructor(most: number) {
    const generations = Math.max(2, Math.min(GENERATIONS, Math.floor(most)))
    this.#olderAtMost = generations - 1
    this.#share = Math.max(1, Math.floor(most / generations))
  }

  get(name: string): Value | undefined {
    const young = this.#young.get(name)
    if (young !== undefined) return young
    for (const generation of this.#older) {
      const old = generation.get(name)
      if (old === undefined) continue
      // It counts once, with its newest value.
      generation.delete(name)
      this.set(name, old)
      return old
    }
    return undefined
  }

  set(name: string, value: Value): void {
    if (this.#young.size >= this.#share && !this.#young.has(name)) {
      this.#older.unshift(this.#young)
      if (this.#older.length > this.#olderAtMost) this.#older.pop()
      this.#young = new Map()
    }
    this.#young.set(name, value)
  }

  clear(): void {
    this.#young.clear()
    this.#older = []
  }
}
