import { badUserInput } from '../errors.js'

export type CursorKey = string | number | bigint
export type CursorKeys = readonly CursorKey[]

/** What a column holds: text, whole numbers of 32 bits, or such of 64 bits, as positions are. */
export type Holds = 'text' | 'integer' | 'bigint'

/** A column that a list is sorted by. `holds`: text when left out. */
export interface CursorColumn {
  readonly column: string
  readonly holds?: Holds
}

const fitting: Readonly<Record<Holds, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  integer: (value) => typeof value === 'number' && (value | 0) === value,
  bigint: (value) => typeof value === 'bigint' && BigInt.asIntN(64, value) === value,
}

/** Whether a column can hold the value. The database refuses others, and that would look like a fault of ours. */
export const fits = (value: unknown, holds: Holds): value is CursorKey => fitting[holds](value)

const namesOf = (columns: readonly CursorColumn[]): string => columns.map(({ column }) => column).join()

/**
 * Cursors hold the names and the values of the sort columns: a page goes on rightly though rows come and go, and
 * the cursor of a list that is sorted otherwise is told from this list's.
 */
export const toCursor = (columns: readonly CursorColumn[], keys: CursorKeys): string =>
  Buffer.from(
    JSON.stringify([
      namesOf(columns),
      ...keys.map((key) => (typeof key === 'bigint' ? { n: key.toString() } : key)),
    ]),
  ).toString('base64url')

/** `{ n: '12' }` stands for 12n, which JSON cannot hold. Anything else stays what it is. */
const revived = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || !('n' in value)) return value
  return typeof value.n === 'string' && /^\d{1,19}$/.test(value.n) ? BigInt(value.n) : value
}

/** null for what is no cursor of a list that is sorted by these columns. */
const keysIn = (cursor: string, columns: readonly CursorColumn[]): CursorKeys | null => {
  let content: unknown
  try {
    content = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return null
  }
  const [names, ...values] = Array.isArray(content) ? (content as readonly unknown[]) : []
  if (names !== namesOf(columns) || values.length !== columns.length) return null
  const keys = columns.flatMap(({ holds = 'text' }, index) => {
    const key = revived(values[index])
    return fits(key, holds) ? [key] : []
  })
  return keys.length === columns.length ? keys : null
}

/**
 * The values that a cursor holds; null when none is given.
 *
 * @param argument the name of the argument, for the message
 * @throws BAD_USER_INPUT for anything that this list did not give
 */
export const fromCursor = (
  cursor: string | null | undefined,
  columns: readonly CursorColumn[],
  argument: string,
): CursorKeys | null => {
  if (cursor === null || cursor === undefined) return null
  const keys = keysIn(cursor, columns)
  if (keys !== null) return keys
  throw badUserInput(`\`${argument}\` is not a cursor of this list. Give a cursor as the list returned it`)
}
