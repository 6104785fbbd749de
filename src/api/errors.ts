import { GraphQLError } from 'graphql'

/** The caller wrote something that cannot be a request at all: a list without a size, an id that is none. */
export const badUserInput = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })

/** The read side did not reach `minPosition` in time; asking again is right. */
export const readSideBehind = (minPosition: bigint): GraphQLError =>
  new GraphQLError(
    `What was recorded at position ${minPosition} cannot be read yet. Ask again in a moment, or leave minPosition out.`,
    { extensions: { code: 'READ_SIDE_BEHIND', retryAfterSeconds: 1 } },
  )
