import { toGlobalId } from '../../../src/api/relay/global-id.js'
import { type Api, startApi, uuid } from '../../support/api.js'
import { done } from '../../support/mutate.js'
import { harbour, marsh, nobody, quay, registerTree, system } from './places.js'

let api: Api
beforeAll(async () => {
  api = await startApi()
  await registerTree(api)
  await done(api, 'renameLocality', { localityId: marsh, name: 'Marsh & Fen', effectiveOn: '2024-01-01' })
  await done(api, 'moveLocality', { localityId: quay, parentId: marsh, effectiveOn: '2024-01-01' })
  await done(api, 'endLocalityCode', {
    localityId: harbour,
    scheme: 'ODS',
    code: '15E',
    validTo: '2024-04-01',
  })
  await done(api, 'assignLocalityCode', {
    localityId: marsh,
    scheme: 'ODS',
    code: '15E',
    validFrom: '2024-04-01',
  })
})
afterAll(() => api.close())

const listed = async (filter: object): Promise<unknown> => {
  const document = `query ($filter: LocalityFilter) {
    localities(first: 10, filter: $filter) { totalCount nodes { name } }
  }`
  const data = await api.data<{ localities: { nodes: { name: string }[] } }>(document, { filter })
  return data.localities.nodes.map(({ name }) => name)
}

test('localities are listed by name', async () => {
  expect(await listed({})).toEqual([
    'Estuary Integrated Care System',
    'Harbour',
    'Marsh & Fen',
    'Quay Street',
  ])
})

test.each([
  ['part of the name, in any case', { search: 'QUAY' }, ['Quay Street']],
  ['a whole code, in any case', { search: 'e08000022' }, ['Harbour']],
  ['a code that two have borne', { search: '15E' }, ['Harbour', 'Marsh & Fen']],
  ['a sign that has a meaning in patterns', { search: '%' }, []],
  ['a sign that stands for any other in patterns', { search: 'marsh & f_n' }, []],
  ['nothing that is', { search: 'Zoo' }, []],
  ['kind', { kinds: ['PLACE'] }, ['Harbour', 'Marsh & Fen']],
  ['scheme of a code', { codeScheme: 'ons-gss' }, ['Harbour']],
  [
    'a day on which they exist',
    { openOn: '2022-12-31' },
    ['Estuary Integrated Care System', 'Harbour', 'Marsh & Fen'],
  ],
])('localities are searched by %s', async (_, filter, names) => {
  expect(await listed(filter)).toEqual(names)
})

test.each([
  [{ scheme: 'ODS', code: '15e' }, 'Marsh & Fen'],
  [{ scheme: 'ODS', code: '15E', on: '2024-03-31' }, 'Harbour'],
  [{ scheme: 'ODS', code: '15E', on: '2024-04-01' }, 'Marsh & Fen'],
  [{ scheme: 'ONS-GSS', code: 'E08000022', on: '2023-03-31' }, undefined],
  [{ scheme: 'ONS-GSS', code: '15E' }, undefined],
])('the bearer of a code on a day: %j', async (variables, name) => {
  const document = `query ($scheme: String!, $code: String!, $on: Date) {
    localityByCode(scheme: $scheme, code: $code, on: $on) { name }
  }`
  const { localityByCode } = await api.data<{ localityByCode: { name: string } | null }>(document, variables)
  expect(localityByCode?.name).toBe(name)
})

const tree = async (variables: object): Promise<readonly string[]> => {
  const document = `query ($on: Date, $rootId: ID) {
    localityTree(first: 100, on: $on, rootId: $rootId) { nodes { depth locality { name(on: $on) } } }
  }`
  type Tree = { localityTree: { nodes: { depth: number; locality: { name: string } }[] } }
  const { localityTree } = await api.data<Tree>(document, variables)
  return localityTree.nodes.map(({ depth, locality }) => `${'  '.repeat(depth)}${locality.name}`)
}

test('the tree shows names and places of the day', async () => {
  expect(await tree({ on: '2023-06-01' })).toEqual([
    'Estuary Integrated Care System',
    '  Harbour',
    '    Quay Street',
    '  Marsh',
  ])
  expect(await tree({})).toEqual([
    'Estuary Integrated Care System',
    '  Harbour',
    '  Marsh & Fen',
    '    Quay Street',
  ])
  expect(await tree({ on: '2022-06-30' })).toEqual([])
  expect(await tree({ rootId: marsh })).toEqual(['Marsh & Fen', '  Quay Street'])
})

test('a locality knows its children and everything above it on a day', async () => {
  const document = `query ($id: ID!, $leaf: ID!) {
    locality(id: $id) { children(first: 5) { totalCount nodes { name } } then: children(first: 5, on: "2023-06-01") { nodes { name } } }
    leaf: locality(id: $leaf) { ancestors { name } then: ancestors(on: "2023-06-01") { name } }
  }`
  expect(await api.data(document, { id: marsh, leaf: quay })).toEqual({
    locality: { children: { totalCount: 1, nodes: [{ name: 'Quay Street' }] }, then: { nodes: [] } },
    leaf: {
      ancestors: [{ name: 'Marsh & Fen' }, { name: 'Estuary Integrated Care System' }],
      then: [{ name: 'Harbour' }, { name: 'Estuary Integrated Care System' }],
    },
  })
})

test('pages go forwards and backwards, and cursors go on where the page ended', async () => {
  const document = `query ($first: Int, $after: String, $last: Int, $before: String) {
    localities(first: $first, after: $after, last: $last, before: $before) {
      totalCount nodes { name } edges { cursor node { name } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }`
  type Page = {
    localities: { nodes: { name: string }[]; pageInfo: { startCursor: string; endCursor: string } }
  }
  const names = (page: Page) => page.localities.nodes.map(({ name }) => name)
  const first = await api.data<Page>(document, { first: 2 })
  expect(names(first)).toEqual(['Estuary Integrated Care System', 'Harbour'])
  expect(first.localities).toMatchObject({
    totalCount: 4,
    pageInfo: { hasNextPage: true, hasPreviousPage: false },
  })
  const second = await api.data<Page>(document, { first: 2, after: first.localities.pageInfo.endCursor })
  expect(names(second)).toEqual(['Marsh & Fen', 'Quay Street'])
  expect(second.localities.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true })
  const back = await api.data<Page>(document, { last: 1, before: second.localities.pageInfo.startCursor })
  expect(names(back)).toEqual(['Harbour'])
  expect(back.localities.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true })
})

test.each([
  ['no size', 'localities { totalCount }', /Give `first` or `last`: how many, 1 to 100/],
  ['two sizes', 'localities(first: 1, last: 1) { totalCount }', /not both/],
  ['a size of 0', 'localities(first: 0) { totalCount }', /ask for 1 to 100/],
  ['a size above 100', 'localities(first: 101) { totalCount }', /ask for 1 to 100/],
  ['a cursor that is none', 'localities(first: 1, after: "x") { totalCount }', /not a cursor of this list/],
  ['an id that is none', 'locality(id: "x") { name }', /Give the id of a Locality/],
])('a list with %s is a malformed request', async (_, query, message) => {
  const { errors } = await api.execute(`{ ${query} }`)
  expect(errors).toMatchObject([
    { message: expect.stringMatching(message) as string, extensions: { code: 'BAD_USER_INPUT' } },
  ])
})

test('a cursor of another list is refused', async () => {
  const { localities } = await api.data<{ localities: { pageInfo: { endCursor: string } } }>(
    '{ localities(first: 1) { pageInfo { endCursor } } }',
  )
  const document = `query ($id: ID!, $after: String) {
    locality(id: $id) { populations(first: 1, after: $after) { totalCount } }
  }`
  const { errors } = await api.execute(document, { id: harbour, after: localities.pageInfo.endCursor })
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
})

test('a locality is found by its opaque id, and nothing by one that nothing has', async () => {
  const document = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Locality { name } } }'
  const ids = [
    toGlobalId('Locality', system),
    toGlobalId('Locality', nobody),
    'x',
    toGlobalId('Metric', uuid('b', 1)),
  ]
  expect(await api.data(document, { ids })).toEqual({
    nodes: [{ id: ids[0], name: 'Estuary Integrated Care System' }, null, null, null],
  })
})
