import type { ApolloServerPlugin } from '@apollo/server'

const OLD_TYPE = 'application/json'
const NEW_TYPE = 'application/graphql-response+json'

/** How much a client wants a media type, 0 to 1, by its Accept header. */
const weightOf = (accept: string, type: string): number => {
  const weights = accept.split(',').flatMap((part) => {
    const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
    const specificity = [`*/*`, `${type.split('/')[0] ?? ''}/*`, type].indexOf(range)
    if (specificity < 0) return []
    const quality = parameters.find((parameter) => parameter.startsWith('q='))
    return [{ specificity, weight: quality === undefined ? 1 : Number(quality.slice(2)) || 0 }]
  })
  return weights.sort((a, b) => b.specificity - a.specificity)[0]?.weight ?? 0
}

/** Whether an answer goes out as plain JSON: a client that does not prefer the newer media type. */
export const wantsPlainJson = (accept: string): boolean => {
  const plain = weightOf(accept, OLD_TYPE)
  return plain > 0 && plain >= weightOf(accept, NEW_TYPE)
}

/**
 * A well-formed request that GraphQL refuses answers 200 to clients that take plain JSON only: they read the errors
 * from the body (GraphQL over HTTP, «application/json»). Clients of the newer media type get 400.
 */
export const statusPlugin = (): ApolloServerPlugin => ({
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ request, response }) => {
        const refused =
          response.http.status === 400 &&
          response.body.kind === 'single' &&
          response.body.singleResult.data === undefined
        if (refused && request.query && wantsPlainJson(request.http?.headers.get('accept') ?? '*/*'))
          response.http.status = 200
        return Promise.resolve()
      },
    }),
})
