import { embedded, type Engine } from './engines.js'
import { onPostgres } from './postgres-engine.js'

/** Every engine there is, for `describe.each`. */
export const engines: readonly (readonly [name: string, open: () => Promise<Engine>])[] = [
  ['embedded', embedded],
  ['PostgreSQL', onPostgres],
]
