import { registerLocality } from '../../../src/application/locality/register-locality.js'
import { RegisterLocality } from '../../../src/domain/locality/commands.js'
import { type Api, startApi, uuid } from '../../support/api.js'

const many = 5_000
const numbered = (number: number) => String(number).padStart(4, '0')

let api: Api

/** Practices, each with a code; that of every fifth is of another scheme than those of the others. */
beforeAll(async () => {
  api = await startApi()
  const commands = Array.from({ length: many }, (_, number) =>
    RegisterLocality.parse({
      localityId: uuid('a', number),
      kind: 'PRACTICE',
      name: `Practice ${numbered(number)}`,
      openedOn: '2020-04-01',
      codes: [{ scheme: number % 5 === 4 ? 'LOCAL' : 'ODS', code: `Y0${numbered(number)}` }],
    }),
  )
  await api.work('registerLocalities', async (unit) => {
    for (const command of commands) await registerLocality(unit, command)
    return { kind: 'done', result: null }
  })
}, 60_000)
afterAll(() => api.close())

const document = `query ($first: Int, $last: Int, $after: String, $filter: LocalityFilter) {
  localities(first: $first, last: $last, after: $after, filter: $filter) {
    totalCount nodes { name codes { scheme } } pageInfo { hasNextPage endCursor }
  }
}`

interface Shown {
  readonly localities: {
    readonly totalCount: number
    readonly nodes: readonly {
      readonly name: string
      readonly codes: readonly { readonly scheme: string }[]
    }[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string }
  }
}

const list = async (variables: object) => (await api.data<Shown>(document, variables)).localities

test('thousands of localities that have a code of a scheme are counted, and come page by page', async () => {
  const filter = { codeScheme: 'ods' }
  const first = await list({ first: 100, filter })
  expect(first).toMatchObject({ totalCount: 4_000, pageInfo: { hasNextPage: true } })
  const second = await list({ first: 100, after: first.pageInfo.endCursor, filter })
  const names = [...first.nodes, ...second.nodes].map(({ name }) => name)
  const expected = Array.from({ length: 250 }, (_, number) => number).filter((number) => number % 5 !== 4)
  expect(names).toEqual(expected.map((number) => `Practice ${numbered(number)}`))
})

test('the last page of thousands is right, and so is the scheme that few have', async () => {
  const last = await list({ last: 2, filter: { codeScheme: 'ODS' } })
  expect(last.nodes.map(({ name }) => name)).toEqual(['Practice 4997', 'Practice 4998'])
  const local = await list({ first: 100, filter: { codeScheme: 'LOCAL' } })
  expect(local.totalCount).toBe(1_000)
  expect(new Set(local.nodes.flatMap(({ codes }) => codes.map(({ scheme }) => scheme)))).toEqual(
    new Set(['LOCAL']),
  )
})
