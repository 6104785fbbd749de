import { GraphQLError, type ASTNode } from 'graphql'

/**
 * The caller wrote something that cannot be a request at all: a list without a size, an id that is none.
 *
 * @param node where it stands in the document
 */
export const badUserInput = (message: string, node?: ASTNode): GraphQLError =>
  new GraphQLError(message, { nodes: node ?? null, extensions: { code: 'BAD_USER_INPUT' } })

/** The read side did not reach `minPosition` in time; asking again is right. */
export const readSideBehind = (minPosition: bigint): GraphQLError =>
  new GraphQLError(
    `What was recorded at position ${minPosition} cannot be read yet. Ask again in a moment, or leave minPosition out.`,
    { extensions: { code: 'READ_SIDE_BEHIND', retryAfterSeconds: 1 } },
  )
