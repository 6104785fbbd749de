import { type Api, startApi, uuid } from '../../support/api.js'
import { charterProject, harbour, marsh, nobody, project, ramp } from '../project/programme.js'
import { askCycle, planned } from './cycles.js'

let api: Api
beforeAll(async () => {
  api = await startApi()
  await charterProject(api)
  // Two start on the same day: their ids order them.
  for (const [number, day] of [
    [1, 6],
    [2, 8],
    [3, 8],
    [4, 10],
    [5, 13],
  ] as const)
    await plan(number, day)
})
afterAll(() => api.close())

const plan = (number: number, day: number) =>
  askCycle(api, 'planCycle', {
    ...planned,
    id: uuid('1', number),
    title: `Cycle ${number}`,
    startOn: `2024-05-${String(day).padStart(2, '0')}`,
    endOn: '2024-05-31',
  })

interface Page {
  readonly totalCount: number
  readonly nodes: readonly { title: string }[]
  readonly edges: readonly { cursor: string; node: { title: string } }[]
  readonly pageInfo: {
    hasNextPage: boolean
    hasPreviousPage: boolean
    startCursor: string | null
    endCursor: string | null
  }
}

const document = `query ($first: Int, $after: String, $last: Int, $before: String, $filter: CycleFilter) {
  cycles(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
    totalCount nodes { title } edges { cursor node { title } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`

const page = async (args: object): Promise<Page> => (await api.data<{ cycles: Page }>(document, args)).cycles
const titles = ({ nodes }: Page) => nodes.map(({ title }) => Number(title.replace('Cycle ', '')))

test('pages go forwards through the list, each cycle once', async () => {
  const first = await page({ first: 2 })
  expect(titles(first)).toEqual([1, 2])
  expect(first.totalCount).toBe(5)
  expect(first.edges.map(({ node }) => node)).toEqual(first.nodes)
  expect(first.pageInfo).toEqual({
    hasNextPage: true,
    hasPreviousPage: false,
    startCursor: first.edges[0]?.cursor,
    endCursor: first.edges[1]?.cursor,
  })
  const second = await page({ first: 2, after: first.pageInfo.endCursor })
  expect(titles(second)).toEqual([3, 4])
  expect(second.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true })
  const third = await page({ first: 2, after: second.pageInfo.endCursor })
  expect(titles(third)).toEqual([5])
  expect(third.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true })
  const none = await page({ first: 2, after: third.pageInfo.endCursor })
  expect(none).toEqual({
    totalCount: 5,
    nodes: [],
    edges: [],
    pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
  })
})

test('pages go backwards through the list, in the same order within each', async () => {
  const last = await page({ last: 2 })
  expect(titles(last)).toEqual([4, 5])
  expect(last.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true })
  const middle = await page({ last: 2, before: last.pageInfo.startCursor })
  expect(titles(middle)).toEqual([2, 3])
  expect(middle.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true })
  const first = await page({ last: 2, before: middle.pageInfo.startCursor })
  expect(titles(first)).toEqual([1])
  expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false })
})

test('a page lies between two cursors', async () => {
  const all = await page({ first: 100 })
  const [after, before] = [all.edges[0]?.cursor, all.edges[4]?.cursor]
  expect(titles(await page({ first: 10, after, before }))).toEqual([2, 3, 4])
  expect(titles(await page({ last: 2, after, before }))).toEqual([3, 4])
})

test('a filter narrows the list and its count', async () => {
  const found = await page({
    first: 10,
    filter: { localityId: harbour, from: '2024-05-08', to: '2024-05-10' },
  })
  expect([titles(found), found.totalCount]).toEqual([[2, 3, 4], 3])
  for (const filter of [
    { localityId: marsh },
    { statuses: ['STARTED'] },
    { decisions: ['ADOPT'] },
    { rampId: nobody },
  ])
    expect(await page({ first: 10, filter })).toMatchObject({ totalCount: 0, nodes: [] })
  expect(
    await page({ first: 10, filter: { projectId: project, rampId: ramp, statuses: ['PLANNED'] } }),
  ).toMatchObject({
    totalCount: 5,
  })
})

test.each<[string, object, RegExp]>([
  ['no size', {}, /Give `first` or `last`: how many, 1 to 100/],
  ['two sizes', { first: 1, last: 1 }, /not both/],
  ['nothing', { first: 0 }, /`first` is 0: ask for 1 to 100/],
  ['less than nothing', { last: -1 }, /`last` is -1/],
  ['too much', { first: 101 }, /`first` is 101/],
  ['a cursor that is none', { first: 1, after: 'after you' }, /`after` is not a cursor of this list/],
  ['an empty cursor', { last: 1, before: '' }, /`before` is not a cursor of this list/],
  ['JSON as a cursor', { first: 1, after: Buffer.from('{"a":1}').toString('base64url') }, /not a cursor/],
  ['values as a cursor', { first: 1, after: Buffer.from('[1,2]').toString('base64url') }, /not a cursor/],
  [
    'the id of something else as a filter',
    { first: 1, filter: { projectId: 'UmFtcDox' } },
    /id of a Ramp; give the id of a Project/,
  ],
  ['no id as a filter', { first: 1, filter: { projectId: 'footwear' } }, /`filter.projectId` is no id/],
])('%s is no request at all', async (_, args, message) => {
  expect(await api.execute(document, args)).toMatchObject({
    data: null,
    errors: [{ message: expect.stringMatching(message) as string, extensions: { code: 'BAD_USER_INPUT' } }],
  })
})

test('the cursor of another list is no cursor of this one', async () => {
  const { projects } = await api.data<{ projects: Page }>(`{ projects(first: 1) { pageInfo { endCursor } } }`)
  const { history } = await api.data<{ history: Page }>(`{ history(first: 1) { pageInfo { endCursor } } }`)
  for (const other of [projects, history])
    expect(await api.execute(document, { first: 1, after: other.pageInfo.endCursor })).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    })
})

test('more than a hundred ids are too many for nodes', async () => {
  const ids = Array.from({ length: 101 }, () => uuid('1', 1))
  expect(await api.execute(`query ($ids: [ID!]!) { nodes(ids: $ids) { id } }`, { ids })).toMatchObject({
    errors: [
      { message: expect.stringMatching(/at most 100 ids/) as string, extensions: { code: 'BAD_USER_INPUT' } },
    ],
  })
})

// Last, because it adds to the list.
test('a cursor stays right when cycles are added before it and behind it', async () => {
  const first = await page({ first: 2 })
  await plan(6, 7)
  await plan(7, 9)
  expect(titles(await page({ first: 2, after: first.pageInfo.endCursor }))).toEqual([3, 7])
  expect(titles(await page({ last: 3, before: first.pageInfo.endCursor }))).toEqual([1, 6])
  expect((await page({ first: 1 })).totalCount).toBe(7)
})
