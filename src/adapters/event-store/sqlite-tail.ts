/** Where what is stored but not settled is found: the tables by which streams and commands are found lack it. */
export interface Unsettled {
  /** Up to this position it is known where the events are. */
  readonly end: number
  /** Positions of the events of a stream, ascending. */
  positionsOf(stream: string): readonly number[]
}

/**
 * The end of the log that is not settled, as its writer remembers it. Lists side by side instead of an object for each
 * event: what lives as long as this is costly to collect.
 */
export class SqliteTail implements Unsettled {
  end: number
  readonly #positions: number[] = []
  readonly #streams: string[] = []
  readonly #commandIds: (string | null)[] = []
  readonly #commands = new Map<string, number>()
  /** Position of the last event of each stream. */
  readonly #lasts = new Map<string, number>()

  constructor(end: number) {
    this.end = end
  }

  add(position: number, stream: string, command: string | null): void {
    this.end = position
    this.#positions.push(position)
    this.#streams.push(stream)
    this.#commandIds.push(command)
    this.#lasts.set(stream, position)
    if (command !== null) this.#commands.set(command, position)
  }

  positionsOf(stream: string): readonly number[] {
    return this.#positions.filter((_, index) => this.#streams[index] === stream)
  }

  lastPositionOf(stream: string): number | undefined {
    return this.#lasts.get(stream)
  }

  /** Position of the last event of a command. */
  positionOf(command: string): number | undefined {
    return this.#commands.get(command)
  }

  /** Everything up to a position is settled. */
  settledUpTo(position: number): void {
    const left = this.#positions.findIndex((at) => at > position)
    const count = left === -1 ? this.#positions.length : left
    this.#positions.splice(0, count)
    for (const stream of this.#streams.splice(0, count)) {
      if ((this.#lasts.get(stream) ?? 0) <= position) this.#lasts.delete(stream)
    }
    for (const command of this.#commandIds.splice(0, count)) {
      if (command !== null) this.#commands.delete(command)
    }
  }
}
