import { GraphQLError } from 'graphql'

/** A caller's error in one field: `extensions.field` is the path to it, the message names the remedy. */
export const badFieldInput = (message: string, field: readonly string[]): GraphQLError =>
  new GraphQLError(message, {
    extensions: { code: 'BAD_USER_INPUT', field: field.flatMap((name) => name.split('.')) },
  })
