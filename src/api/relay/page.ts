import { ArgsType, Field, Int } from 'type-graphql'

import { badUserInput } from '../errors.js'

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: 'How many from the beginning, 1 to 100.' })
  first?: number | null

  @Field(() => String, { nullable: true, description: 'Begin after this cursor.' })
  after?: string | null

  @Field(() => Int, { nullable: true, description: 'How many from the end, 1 to 100.' })
  last?: number | null

  @Field(() => String, { nullable: true, description: 'End before this cursor.' })
  before?: string | null
}

/** The largest page that a connection gives. */
export const largestPage = 100

export interface Page {
  readonly size: number
  /** From the end: rows are read in reverse and turned round again. */
  readonly backwards: boolean
  readonly after: CursorKeys | null
  readonly before: CursorKeys | null
}

export type CursorKey = string | number | bigint | null
export type CursorKeys = readonly CursorKey[]

/**
 * Cursors hold the names and the values of the sort columns: a page goes on rightly though rows come and go, and
 * the cursor of a list that is sorted otherwise is told from this list's.
 */
export const toCursor = (columns: readonly string[], keys: CursorKeys): string =>
  Buffer.from(
    JSON.stringify([
      columns.join(),
      ...keys.map((key) => (typeof key === 'bigint' ? { n: key.toString() } : key)),
    ]),
  ).toString('base64url')

const isKey = (value: unknown): value is CursorKey =>
  value === null || typeof value === 'string' || typeof value === 'number'

const reviveKey = (value: unknown): CursorKey => {
  if (isKey(value)) return value
  if (typeof value === 'object' && 'n' in value && /^\d{1,19}$/.test(String(value.n))) {
    return BigInt(String(value.n))
  }
  throw badUserInput('Give a cursor as a connection returned it')
}

const fromCursor = (
  cursor: string | null | undefined,
  columns: readonly string[],
  argument: string,
): CursorKeys | null => {
  if (cursor === null || cursor === undefined) return null
  try {
    const content: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    const [list, ...keys] = Array.isArray(content) ? (content as readonly unknown[]) : []
    if (list === columns.join() && keys.length === columns.length) return keys.map(reviveKey)
  } catch {
    // Not a cursor of ours: answered below like any other text.
  }
  throw badUserInput(`\`${argument}\` is not a cursor of this list. Give a cursor as the list returned it`)
}

/** Checks the arguments of a connection. `columns`: what its list is sorted by, which its cursors hold. */
export const pageOf = (args: PageArgs, columns: readonly string[]): Page => {
  const { first = null, last = null } = args
  if (first !== null && last !== null) throw badUserInput('Give `first` or `last`, not both')
  const size = first ?? last
  if (size === null) throw badUserInput(`Give \`first\` or \`last\`: how many, 1 to ${largestPage}`)
  if (size < 1 || size > largestPage) {
    throw badUserInput(`\`${first === null ? 'last' : 'first'}\` is ${size}: ask for 1 to ${largestPage}`)
  }
  return {
    size,
    backwards: first === null,
    after: fromCursor(args.after, columns, 'after'),
    before: fromCursor(args.before, columns, 'before'),
  }
}
