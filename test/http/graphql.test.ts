import { answerOf, ask, closeSamples, startSample } from './sample.js'

afterEach(closeSamples)

const NEW_TYPE = 'application/graphql-response+json'

describe('GraphQL over HTTP', () => {
  test('a query is answered, the first time and when it was compiled', async () => {
    const { url } = await startSample()
    for (let time = 0; time < 4; time += 1) {
      const response = await ask(url, {
        query: 'query Q($n: String) { hello(name: $n) }',
        variables: { n: 'Ann' },
      })
      expect(response.status).toBe(200)
      expect(await answerOf(response)).toEqual({ data: { hello: 'Hello Ann' } })
    }
  })

  test('each answer uses the context of its own request', async () => {
    const { url } = await startSample()
    for (const id of ['one', 'two', 'three']) {
      const response = await ask(url, { query: '{ whoAsks }' }, { 'x-request-id': id })
      expect(await answerOf(response)).toEqual({ data: { whoAsks: id } })
    }
  })

  test('a query by GET is answered when it cannot come from a form of another site', async () => {
    const { url } = await startSample()
    const address = `${url}/graphql?query=${encodeURIComponent('{ hello }')}`
    const guarded = await fetch(address, { headers: { 'apollo-require-preflight': '1' } })
    expect(await answerOf(guarded)).toEqual({ data: { hello: 'Hello all' } })
    expect((await fetch(address)).status).toBe(400)
  })

  test('a mutation by GET is refused', async () => {
    const { url, doings } = await startSample()
    const query = encodeURIComponent('mutation { note(text: "a") }')
    const response = await fetch(`${url}/graphql?query=${query}`, {
      headers: { 'apollo-require-preflight': '1' },
    })
    expect(response.status).toBe(405)
    expect(doings.log).toEqual([])
  })

  test('mutations of one request are carried out in order, compiled or not', async () => {
    const { url, doings } = await startSample()
    const query = 'mutation { a: note(text: "a", turns: 40) b: note(text: "b", turns: 5) c: note(text: "c") }'
    for (let time = 0; time < 3; time += 1) {
      const response = await ask(url, { query })
      expect(JSON.stringify(await answerOf(response))).toBe('{"data":{"a":"a","b":"b","c":"c"}}')
    }
    expect(doings.log.join('')).toBe('abcabcabc')
  })

  test.each([
    ['text that is no GraphQL', { query: '{ hello' }, 'GRAPHQL_PARSE_FAILED'],
    ['a field that does not exist', { query: '{ goodbye }' }, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a variable of another type',
      { query: 'query Q($n: Int!) { double(of: $n) }', variables: { n: 'x' } },
      'BAD_USER_INPUT',
    ],
    ['a variable that is missing', { query: 'query Q($n: Int!) { double(of: $n) }' }, 'BAD_USER_INPUT'],
    [
      'an operation that is not there',
      { query: 'query A { hello }', operationName: 'B' },
      'OPERATION_RESOLUTION_FAILURE',
    ],
  ])('%s gets 400 in the newer media type and 200 in plain JSON', async (_what, body, code) => {
    const { url } = await startSample()
    for (let time = 0; time < 3; time += 1) {
      const newer = await ask(url, body, { accept: NEW_TYPE })
      expect(newer.status).toBe(400)
      expect(newer.headers.get('content-type')).toContain(NEW_TYPE)
      const plain = await ask(url, body, { accept: 'application/json' })
      expect(plain.status).toBe(200)
      const { errors, data } = await answerOf(plain)
      expect(data).toBeUndefined()
      expect(errors?.[0]?.extensions['code']).toBe(code)
    }
  })

  test.each([
    ['a body that is no JSON', '{"query": ', 'application/json', 400],
    ['a body that is no object', '[]', 'application/json', 400],
    ['another media type', 'query=1', 'application/x-www-form-urlencoded', 415],
    ['a body of more than 2 MB', `{"query":"${'#'.repeat(2 * 1024 * 1024)}"}`, 'application/json', 413],
  ])('%s is refused as JSON with the request id', async (_what, body, type, status) => {
    const { url } = await startSample()
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    })
    expect(response.status).toBe(status)
    const { errors } = await answerOf(response)
    expect(errors?.[0]?.message).toMatch(/\w{3}/)
  })

  test('other methods are refused and told which are allowed', async () => {
    const { url } = await startSample()
    const response = await fetch(`${url}/graphql`, { method: 'DELETE' })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('GET, POST')
  })

  test('the schema can be asked for', async () => {
    const { url } = await startSample()
    const response = await ask(url, { query: '{ __schema { queryType { name } } }' })
    expect(await answerOf(response)).toEqual({ data: { __schema: { queryType: { name: 'Query' } } } })
  })

  test('several operations in one body are refused', async () => {
    const { url } = await startSample()
    const response = await ask(url, [{ query: '{ hello }' }, { query: '{ hello }' }])
    expect(response.status).toBe(400)
  })
})
