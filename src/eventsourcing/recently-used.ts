/** What part of all is young at most. */
const YOUNG = 1 / 8

/**
 * Keeps what was used last, by a name: never more than `most`, and of those that were used last seven eighths always, in
 * whatever order they are used, or half where `most` is small. What was used is young first, where a look changes nothing
 * and costs that of a map; when there is much of it, it joins what is old, and the oldest goes.
 */
export class RecentlyUsed<Value extends object | string> {
  readonly #youngAtMost: number
  readonly #oldAtMost: number
  #young = new Map<string, Value>()
  /** The oldest first. */
  readonly #old = new Map<string, Value>()

  /** @param most 2 at least */
  constructor(most: number) {
    this.#youngAtMost = Math.max(1, Math.floor(most * YOUNG))
    this.#oldAtMost = Math.max(1, Math.floor(most) - this.#youngAtMost)
  }

  get(name: string): Value | undefined {
    const young = this.#young.get(name)
    if (young !== undefined) return young
    const old = this.#old.get(name)
    if (old !== undefined) this.set(name, old)
    return old
  }

  set(name: string, value: Value): void {
    if (!this.#young.has(name)) {
      // It counts once, with its newest value.
      this.#old.delete(name)
      if (this.#young.size >= this.#youngAtMost) this.#age()
    }
    this.#young.set(name, value)
  }

  clear(): void {
    this.#young.clear()
    this.#old.clear()
  }

  #age(): void {
    for (const [name, value] of this.#young) this.#old.set(name, value)
    this.#young = new Map()
    let tooMany = this.#old.size - this.#oldAtMost
    for (const name of this.#old.keys()) {
      if (tooMany <= 0) return
      this.#old.delete(name)
      tooMany -= 1
    }
  }
}
