import { ArgsType, Field, Int } from 'type-graphql'

import { badUserInput } from '../errors.js'
import { fromCursor, type CursorColumn, type CursorKeys } from './cursor.js'

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

/** Checks the arguments of a connection. `columns`: what its list is sorted by, which its cursors hold. */
export const pageOf = (args: PageArgs, columns: readonly CursorColumn[]): Page => {
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
