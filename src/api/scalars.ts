import { GraphQLScalarType, Kind, valueFromASTUntyped, type ValueNode } from 'graphql'
import { GraphQLDate, GraphQLDateTime, GraphQLJSON } from 'graphql-scalars'

import { badUserInput } from './errors.js'

const dateConfig = GraphQLDate.toConfig()

/** Reads a day; what is none is answered with what to write instead. */
const dayFrom = (read: () => Date, node?: ValueNode): string => {
  try {
    return read().toISOString().slice(0, 10)
  } catch {
    throw badUserInput('Give a day that exists as year-month-day, such as 2024-04-01', node)
  }
}

/** `Date` of graphql-scalars, handed to resolvers as the ISO text that commands and rows use. */
export const DateScalar = new GraphQLScalarType<string>({
  ...dateConfig,
  name: 'Date',
  description: 'A day, such as `2024-04-01`.',
  serialize: (value) => {
    if (typeof value === 'string') return value
    throw new TypeError(`A Date field got ${typeof value}`)
  },
  parseValue: (value) => dayFrom(() => dateConfig.parseValue(value)),
  parseLiteral: (node: ValueNode, variables) => dayFrom(() => dateConfig.parseLiteral(node, variables), node),
})

export const DateTimeScalar = GraphQLDateTime

export const JsonScalar = GraphQLJSON

const parsePosition = (value: unknown): bigint => {
  if (typeof value === 'string' && /^\d{1,19}$/.test(value)) return BigInt(value)
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return BigInt(value)
  throw badUserInput('Give a position as a mutation returned it, such as "1042"')
}

export const PositionScalar = new GraphQLScalarType<bigint, string>({
  name: 'Position',
  description:
    'A place in the log of everything that was recorded. Opaque: keep it as a mutation returned it and give it to ' +
    '`minPosition` to read what that mutation did.',
  serialize: (value) => {
    if (typeof value === 'bigint' || typeof value === 'number') return value.toString()
    throw new TypeError(`A Position field got ${typeof value}`)
  },
  parseValue: parsePosition,
  parseLiteral: (node) => parsePosition(node.kind === Kind.INT ? node.value : valueFromASTUntyped(node)),
})
