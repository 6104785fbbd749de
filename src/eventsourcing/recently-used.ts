/**
 * Keeps what was used last, by a name: at least half of `most`, never more than `most`. Values go by generations,
 * so that a look costs that of a map: when the young generation is full, it becomes the old one, and what was not
 * used since goes.
 */
export class RecentlyUsed<Value extends object | string> {
  readonly #half: number
  #young = new Map<string, Value>()
  #old = new Map<string, Value>()

  /** @param most 2 at least */
  constructor(most: number) {
    this.#half = Math.max(1, Math.floor(most / 2))
  }

  get(name: string): Value | undefined {
    const young = this.#young.get(name)
    if (young !== undefined) return young
    const old = this.#old.get(name)
    if (old !== undefined) this.set(name, old)
    return old
  }

  set(name: string, value: Value): void {
    if (this.#young.size >= this.#half && !this.#young.has(name)) {
      this.#old = this.#young
      this.#young = new Map()
    }
    this.#young.set(name, value)
  }

  clear(): void {
    this.#young.clear()
    this.#old.clear()
  }
}
