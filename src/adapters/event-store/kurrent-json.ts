import type { JSONType } from '@kurrent/kurrentdb-client'

const INDEX = /^(?:0|[1-9]\d*)$/

const hasIndexKey = (value: object): boolean =>
  !Array.isArray(value) && Object.keys(value).some((key) => INDEX.test(key))

/** The same object, which tells its keys in the order of canonical JSON even where they are numbers. */
const inOrder = (value: object): object =>
  new Proxy(value, { ownKeys: (target) => Object.keys(target).sort() })

const ordered = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && hasIndexKey(value) ? inOrder(value) : value

/**
 * A value that the client, which writes events with `JSON.stringify`, turns into exactly this canonical text.
 * ECMAScript writes members whose names are numbers before all others; canonical JSON sorts them as text.
 */
export const asWritten = (canonical: string): JSONType => JSON.parse(canonical, ordered) as JSONType
