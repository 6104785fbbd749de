import { execute, GraphQLError, parse, type ExecutionResult } from 'graphql'

import { compiledExecutor } from '../../src/http/compiled-executor.js'
import { sampleSchema } from './sample.js'

const schema = sampleSchema({ log: [], slow: () => Promise.resolve() })

const plainly = (source: string, variables: Record<string, unknown>, operationName: string | null) =>
  execute({
    schema,
    document: parse(source),
    rootValue: {},
    contextValue: { requestId: 'r' },
    variableValues: variables,
    operationName,
    options: { maxCoercionErrors: 10 },
  })

/** What a client sees, and that errors are of the class that Apollo expects. */
const seen = ({ data, errors }: ExecutionResult) => ({
  data,
  errors: errors?.map((error) => {
    expect(error).toBeInstanceOf(GraphQLError)
    expect(typeof error.extensions).toBe('object')
    return error.toJSON()
  }),
})

const operations: readonly [string, string, Record<string, unknown>?, string?][] = [
  ['fields and aliases', '{ a: hello b: hello(name: "x") __typename }'],
  [
    'fragments',
    'query { team { ...T ... on Team { later } } } fragment T on Team { name neighbours(first: 2) { name } }',
  ],
  ['variables with defaults', 'query Q($n: Int = 4) { double(of: $n) }'],
  ['variables given', 'query Q($n: Int!) { double(of: $n) }', { n: 21 }],
  ['a variable of another type', 'query Q($n: Int!) { double(of: $n) }', { n: 'x' }],
  ['a variable that is missing', 'query Q($n: Int!) { double(of: $n) }'],
  [
    'directives on variables',
    'query Q($y: Boolean!) { hello @include(if: $y) who: whoAsks @skip(if: $y) }',
    { y: true },
  ],
  ['one operation of two', 'query A { hello } query B { team { name } }', {}, 'B'],
  ['an operation that is not there', 'query A { hello }', {}, 'C'],
  ['a resolver that throws', '{ team { name broken later } hello }'],
  ['a refusal', '{ refused hello }'],
  ['a null where none may be', '{ must hello }'],
  ['a mutation', 'mutation { a: note(text: "a", turns: 9) b: note(text: "b") }'],
  ['introspection', '{ __type(name: "Team") { fields { name type { name kind ofType { name } } } } }'],
]

test.each(operations)(
  '%s: interpreted, compiled and remembered, an operation gives what graphql-js gives',
  async (_what, source, variables = {}, operationName) => {
    const carryOut = compiledExecutor(schema)
    const expected = seen(await plainly(source, variables, operationName ?? null))
    for (let time = 0; time < 4; time += 1) {
      const result = await carryOut({
        document: parse(source),
        queryHash: source,
        operationName: operationName ?? null,
        context: { requestId: 'r' },
        variables,
      })
      expect(seen(result)).toEqual(expected)
    }
  },
)

test('operations of one document are kept apart', async () => {
  const carryOut = compiledExecutor(schema)
  const source = 'query A { hello } query B { double(of: 2) }'
  for (const operationName of ['A', 'B', 'A', 'B', 'A', 'B']) {
    const { data } = await carryOut({
      document: parse(source),
      queryHash: source,
      operationName,
      context: { requestId: 'r' },
      variables: {},
    })
    expect(data).toEqual(operationName === 'A' ? { hello: 'Hello all' } : { double: 4 })
  }
})

test('more operations than are remembered are all answered', async () => {
  const carryOut = compiledExecutor(schema, 2)
  for (let time = 0; time < 3; time += 1)
    for (const number of [1, 2, 3, 4]) {
      const source = `{ double(of: ${number}) }`
      const { data } = await carryOut({
        document: parse(source),
        queryHash: source,
        operationName: null,
        context: { requestId: 'r' },
        variables: {},
      })
      expect(data).toEqual({ double: number * 2 })
    }
})
