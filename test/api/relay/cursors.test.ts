import { toGlobalId } from '../../../src/api/relay/global-id.js'
import { type Api, startApi } from '../../support/api.js'
import { harbour } from '../project/programme.js'
import { makeOneOfEach } from './one-of-each.js'

let api: Api
beforeAll(async () => {
  api = await startApi()
  await makeOneOfEach(api)
})
afterAll(() => api.close())

const page = '{ nodes { __typename } pageInfo { endCursor } }'
const ofHarbour = (list: string) =>
  `node(id: "${toGlobalId('Locality', harbour)}") { ... on Locality { ${list} } }`
const args = 'first: 5, after: $after, before: $before'

/** Every list that has pages. */
const lists: readonly (readonly [name: string, selection: string])[] = [
  ['localities', `localities(${args}) ${page}`],
  ['the tree of localities', `localityTree(${args}) ${page}`],
  ['the localities below one', ofHarbour(`children(${args}) ${page}`)],
  ['populations', ofHarbour(`populations(${args}) ${page}`)],
  ['metrics', `metrics(${args}) ${page}`],
  ['series', `series(${args}) ${page}`],
  ['readings', `readings(${args}) ${page}`],
  ['the readings of a series', `series(first: 1) { nodes { readings(${args}) ${page} } }`],
  ['projects', `projects(${args}) ${page}`],
  ['cycles', `cycles(${args}) ${page}`],
  ['milestones', `milestones(${args}) ${page}`],
  ['the history', `history(${args}) ${page}`],
]

/** The first value with this name, however deep. */
const found = (value: unknown, name: string): unknown => {
  if (typeof value !== 'object' || value === null) return undefined
  if (name in value) return (value as Readonly<Record<string, unknown>>)[name]
  return Object.values(value)
    .map((inner) => found(inner, name))
    .find((inner) => inner !== undefined)
}

const encoded = (content: unknown): string => Buffer.from(JSON.stringify(content)).toString('base64url')
const decoded = (cursor: string): unknown[] =>
  JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[]

/** What a cursor of the list holds. No locality is below another here, so the list of those has none to show. */
const cursorOf = async (selection: string): Promise<unknown[]> => {
  const data = await api.data(`query ($after: String, $before: String) { ${selection} }`)
  const cursor = found(data, 'endCursor')
  return typeof cursor === 'string' ? decoded(cursor) : ['nameKey,id', 'harbour', harbour]
}

/** No column holds any of these. */
const wrong = [
  null,
  true,
  [],
  {},
  { n: 12 },
  { n: '-1' },
  { n: 'x' },
  { n: (2n ** 63n).toString() },
  1.5,
  2 ** 31,
  1e300,
]

describe.each(lists)('a cursor of %s', (_name, selection) => {
  const document = `query ($after: String, $before: String) { ${selection} }`

  test.each(['after', 'before'])('that somebody made up is no request at all, as `%s`', async (argument) => {
    const [columns, ...values] = await cursorOf(selection)
    const ofAnotherType = values.map((value) => (typeof value === 'string' ? [7, { n: '7' }] : ['7']))
    const forged = values.flatMap((_, index) =>
      [...wrong, ...(ofAnotherType[index] ?? [])].map((value) => [columns, ...values.with(index, value)]),
    )
    expect(forged.length).toBeGreaterThan(wrong.length)
    for (const content of [...forged, [columns], [columns, ...values, 'more'], columns, null]) {
      const { errors } = await api.execute(document, { [argument]: encoded(content) })
      expect({ content, errors }).toMatchObject({
        errors: [
          {
            message: `\`${argument}\` is not a cursor of this list. Give a cursor as the list returned it`,
            extensions: { code: 'BAD_USER_INPUT' },
          },
        ],
      })
    }
  })

  test('may hold any value that its column can', async () => {
    const [columns, ...values] = await cursorOf(selection)
    const largest = (value: unknown) => {
      if (typeof value === 'string') return ['', '\u0000', '\ud800', 'ÿ’"%_\\', 'z'.repeat(5000)]
      return typeof value === 'number'
        ? [2 ** 31 - 1, -(2 ** 31), 0]
        : [{ n: (2n ** 63n - 1n).toString() }, { n: '0' }]
    }
    for (const [index, value] of values.entries()) {
      for (const other of largest(value)) {
        const after = encoded([columns, ...values.with(index, other)])
        expect({ other, errors: (await api.execute(document, { after })).errors }).toEqual({ other })
      }
    }
  })
})
