import { getIntrospectionQuery } from 'graphql'

import { answerOf, ask, closeSamples, startSample } from './sample.js'

afterEach(closeSamples)

const nested = (depth: number): string =>
  depth === 0 ? 'name' : `neighbours(first: 1) { ${nested(depth - 1)} }`

const codeOf = async (response: Response) => (await answerOf(response)).errors?.[0]?.extensions['code']

describe('limits', () => {
  test('a query of eleven levels is answered and one of fourteen is refused', async () => {
    const { url } = await startSample()
    expect((await answerOf(await ask(url, { query: `{ team { ${nested(9)} } }` }))).errors).toBeUndefined()
    expect(await codeOf(await ask(url, { query: `{ team { ${nested(14)} } }` }))).toBe(
      'GRAPHQL_VALIDATION_FAILED',
    )
  })

  test('sixteen aliases are refused, __typename not excepted', async () => {
    const { url } = await startSample()
    const aliases = (count: number) =>
      Array.from({ length: count }, (_, index) => `a${index}: __typename`).join(' ')
    expect((await answerOf(await ask(url, { query: `{ ${aliases(15)} }` }))).errors).toBeUndefined()
    expect(await codeOf(await ask(url, { query: `{ ${aliases(16)} }` }))).toBe('GRAPHQL_VALIDATION_FAILED')
  })

  test('a field with many directives is refused', async () => {
    const { url } = await startSample()
    const query = `{ hello ${'@skip(if: false) @include(if: true) '.repeat(5)} }`
    expect(await codeOf(await ask(url, { query }))).toBe('GRAPHQL_VALIDATION_FAILED')
  })

  test('a document of very many words is refused before it is parsed in full', async () => {
    const { url } = await startSample()
    const { errors } = await answerOf(await ask(url, { query: `{ ${'hello '.repeat(3_000)} }` }))
    expect(errors?.[0]?.message).toMatch(/2000 tokens/)
  })

  test('pages in pages are refused by what they could return', async () => {
    const { url } = await startSample({ limits: { cost: 500 } })
    const pages = (size: number) =>
      `{ team { neighbours(first: ${size}) { neighbours(first: ${size}) { name } } } }`
    expect((await answerOf(await ask(url, { query: pages(10) }))).errors).toBeUndefined()
    const { errors } = await answerOf(await ask(url, { query: pages(100) }))
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'QUERY_TOO_EXPENSIVE', maximum: 500 })
  })

  test('the size of a page counts when it comes as a variable', async () => {
    const { url } = await startSample({ limits: { cost: 500 } })
    const query = 'query Q($n: Int) { team { neighbours(first: $n) { neighbours(first: $n) { name } } } }'
    expect(await codeOf(await ask(url, { query, variables: { n: 100 } }))).toBe('QUERY_TOO_EXPENSIVE')
  })

  test('the introspection query of tools passes all limits', async () => {
    const { url } = await startSample()
    const { errors } = await answerOf(
      await ask(url, { query: getIntrospectionQuery({ inputValueDeprecation: true }) }),
    )
    expect(errors).toBeUndefined()
  })
})
