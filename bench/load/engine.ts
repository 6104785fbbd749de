import type { Places } from '../../src/stores.js'

export const engineNames = ['embedded', 'postgresql'] as const
export type EngineName = (typeof engineNames)[number]

export interface Bytes {
  /** Of the log, its indexes included. */
  readonly log: number
  /** Of the rows, their indexes included. */
  readonly readSide: number
}

/** Where one log and its rows are kept. */
export interface LoadPlace {
  readonly places: Places
  /** The same as settings of a server process. */
  readonly settings: Readonly<Record<string, string>>
  /** Reads the whole log and compares its hashes; the first thing that does not fit, or null. */
  verify(): Promise<string | null>
  bytes(): Promise<Bytes>
}

/** A kind of store, and room for several logs in it. */
export interface Engine {
  readonly name: EngineName
  /** For people: what it is, and how it is set up. */
  readonly described: string
  place(name: string): Promise<LoadPlace>
  /** Ends what was started and removes everything. */
  dispose(): Promise<void>
}
