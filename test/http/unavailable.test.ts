import { createGraphqlClient, RequestFailed, Unreachable } from '../../src/client/graphql-client.js'
import { answerOf, ask, closeSamples, startSample } from './sample.js'

afterEach(closeSamples)

/** The sample's broken field throws this message. */
const isAway = (error: unknown) =>
  error instanceof Error && error.message.includes('ECONNREFUSED') ? { reason: 'CONNECTION' } : null

describe('a store that is unavailable', () => {
  test('is an error that says when to ask again, and what was answered beside it stays', async () => {
    const { url, entries } = await startSample({ temporary: isAway })
    const response = await ask(url, { query: '{ hello team { broken } }' }, { 'x-request-id': 'away-1' })
    expect(response.status).toBe(200)
    const { data, errors } = await answerOf(response)
    expect(data).toEqual({ hello: 'Hello all', team: { broken: null } })
    expect(errors?.[0]?.extensions).toEqual({
      code: 'STORE_UNAVAILABLE',
      reason: 'CONNECTION',
      retryable: true,
      retryAfterSeconds: 1,
      requestId: 'away-1',
    })
    expect(errors?.[0]?.message).toMatch(
      /Send the request again in a moment; a mutation with the same idempotencyKey/,
    )
    expect(JSON.stringify(errors)).not.toContain('db.internal')
    expect(entries().find(({ msg }) => msg === 'A request found the store unavailable')).toMatchObject({
      level: 40,
    })
  })

  test.each(['application/json', 'application/graphql-response+json', '*/*'])(
    'has status 503 and a time to ask again when nothing else is in the answer (%s)',
    async (accept) => {
      const { url } = await startSample({ temporary: isAway })
      const response = await ask(url, { query: 'mutation { fail }' }, { accept })
      expect(response.status).toBe(503)
      expect(response.headers.get('retry-after')).toBe('1')
      const { data, errors } = await answerOf(response)
      expect(data).toEqual({ fail: null })
      expect(errors?.[0]?.extensions['code']).toBe('STORE_UNAVAILABLE')
    },
  )

  test('has the same form at addresses outside GraphQL', async () => {
    const routes = (app: { get: (path: string, handler: () => Promise<never>) => unknown }): void => {
      app.get('/page', () => Promise.reject(new Error('connect ECONNREFUSED db.internal:5432')))
    }
    const { url } = await startSample({ temporary: isAway, routes })
    const response = await fetch(`${url}/page`)
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('1')
    const { errors } = await answerOf(response)
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'STORE_UNAVAILABLE', retryable: true })
    expect(JSON.stringify(errors)).not.toContain('db.internal')
  })

  test('is told from faults that stay', async () => {
    const { url } = await startSample({ temporary: () => null })
    const response = await ask(url, { query: 'mutation { fail }' })
    expect(response.status).toBe(200)
    expect((await answerOf(response)).errors?.[0]?.extensions['code']).toBe('INTERNAL')
  })

  test('is a reason for our own client to ask again, as a fault that stays is not', async () => {
    const away = createGraphqlClient((await startSample({ temporary: isAway })).url, 'Asha Patel')
    await expect(away.request('mutation { fail }')).rejects.toThrow(Unreachable)
    const broken = createGraphqlClient((await startSample()).url, 'Asha Patel')
    await expect(broken.request('mutation { fail }')).rejects.toThrow(RequestFailed)
  })
})
