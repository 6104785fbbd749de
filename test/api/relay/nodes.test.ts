import { nodeTypes, type NodeType } from '../../../src/api/relay/global-id.js'
import { type Api, startApi } from '../../support/api.js'
import { makeOneOfEach } from './one-of-each.js'

let api: Api
let ids: ReadonlyMap<NodeType, string>
beforeAll(async () => {
  api = await startApi()
  ids = await makeOneOfEach(api)
})
afterAll(() => api.close())

const idOf = (type: NodeType): string => {
  const id = ids.get(type)
  if (id === undefined) throw new Error(`No ${type} was made`)
  return id
}

/** A field that tells each from another of its type. */
const told: Readonly<Record<NodeType, readonly [field: string, shown: unknown]>> = {
  Locality: ['name', 'Harbour'],
  PopulationEstimate: ['people', 41_870],
  Metric: ['code', 'falls'],
  Target: ['value', 10],
  Series: ['metric { code }', { code: 'falls' }],
  Reading: ['value', 12],
  SeriesPhase: ['decidedFor', 'A new pathway'],
  Project: ['title', 'Fewer falls at home'],
  Ramp: ['changeIdea', 'Check footwear at every home visit'],
  Cycle: ['objective', 'Find out whether a check of footwear fits into a visit'],
  Observation: ['text', 'All went well'],
  Milestone: ['owner', 'Dr Ann Cole'],
}

test.each(nodeTypes)('a %s is found by the id that the API told', async (type) => {
  const [field, shown] = told[type]
  const document = `query ($id: ID!) { node(id: $id) { __typename id ... on ${type} { told: ${field} } } }`
  const id = idOf(type)
  expect(await api.data(document, { id })).toEqual({ node: { __typename: type, id, told: shown } })
})

test('all of them are found at once, in the order asked for', async () => {
  const asked = nodeTypes.toReversed()
  expect(
    await api.data('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids: asked.map(idOf) }),
  ).toEqual({ nodes: asked.map((type) => ({ __typename: type, id: idOf(type) })) })
})

test('no two ids are the same, and none says what it is of at a glance', () => {
  expect(new Set(ids.values()).size).toBe(nodeTypes.length)
  for (const id of ids.values()) expect(id).toMatch(/^[\w-]{40,}$/)
})
