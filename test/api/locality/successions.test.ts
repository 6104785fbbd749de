import { toGlobalId } from '../../../src/api/relay/global-id.js'
import { type Api, startApi } from '../../support/api.js'
import { done, mutate, refusalOf } from '../../support/mutate.js'
import { harbour, marsh, nobody, quay, registerTree, system } from './places.js'

let api: Api
beforeEach(async () => {
  api = await startApi()
  await registerTree(api)
})
afterEach(() => api.close())

const merger = {
  predecessorIds: [marsh],
  successorId: harbour,
  effectiveOn: '2024-04-01',
  reason: 'One council for both',
}
const merged = `
  successor { name closedOn predecessors { kind effectiveOn reason predecessor { name } successor { name } } }
  predecessors { name closedOn successors { kind successor { name } } }`

test('localities merge: predecessors end, and each knows the other', async () => {
  expect(await mutate(api, 'mergeLocalities', merger, merged)).toEqual({
    successor: {
      name: 'Harbour',
      closedOn: null,
      predecessors: [
        {
          kind: 'MERGE',
          effectiveOn: '2024-04-01',
          reason: 'One council for both',
          predecessor: { name: 'Marsh' },
          successor: { name: 'Harbour' },
        },
      ],
    },
    predecessors: [
      {
        name: 'Marsh',
        closedOn: '2024-04-01',
        successors: [{ kind: 'MERGE', successor: { name: 'Harbour' } }],
      },
    ],
    userErrors: [],
    position: (await api.head()).toString(),
    stale: false,
  })
})

test('a locality splits into others', async () => {
  const input = {
    localityId: system,
    successorIds: [harbour, marsh].map((id) => toGlobalId('Locality', id)),
    effectiveOn: '2024-04-01',
    reason: 'Two systems from now on',
  }
  const split = 'predecessor { name closedOn } successors { name predecessors { kind predecessor { name } } }'
  const payload = await done(api, 'splitLocality', input, split)
  const from = [{ kind: 'SPLIT', predecessor: { name: 'Estuary Integrated Care System' } }]
  expect(payload).toMatchObject({
    predecessor: { name: 'Estuary Integrated Care System', closedOn: '2024-04-01' },
    successors: [
      { name: 'Harbour', predecessors: from },
      { name: 'Marsh', predecessors: from },
    ],
  })
})

test('said twice, a merger is recorded once', async () => {
  await done(api, 'mergeLocalities', merger)
  const before = await api.head()
  await done(api, 'mergeLocalities', merger)
  expect(await api.head()).toBe(before)
})

const split = { localityId: system, successorIds: [harbour, marsh], effectiveOn: '2024-04-01', reason: 'Two' }

test.each([
  ['mergeLocalities', { ...merger, predecessorIds: [] }, 'INVALID_VALUE', 'predecessorIds', /at least one/],
  [
    'mergeLocalities',
    { ...merger, predecessorIds: [marsh, marsh] },
    'LOCALITY_REPEATED',
    'predecessorIds.1',
    /leave one out/,
  ],
  [
    'mergeLocalities',
    { ...merger, predecessorIds: [harbour] },
    'SUCCESSOR_IS_PREDECESSOR',
    'predecessorIds.0',
    /leave it out/,
  ],
  [
    'mergeLocalities',
    { ...merger, predecessorIds: [marsh, nobody] },
    'LOCALITY_NOT_FOUND',
    'predecessorIds.1',
    /register it first/,
  ],
  [
    'mergeLocalities',
    { ...merger, successorId: nobody },
    'LOCALITY_NOT_FOUND',
    'successorId',
    /register it first/,
  ],
  [
    'mergeLocalities',
    { ...merger, successorId: toGlobalId('Metric', harbour) },
    'INVALID_ID',
    'successorId',
    /a Locality/,
  ],
  ['mergeLocalities', { ...merger, reason: ' ' }, 'INVALID_VALUE', 'reason', /Give the reason/],
  ['splitLocality', { ...split, successorIds: [harbour] }, 'INVALID_VALUE', 'successorIds', /at least two/],
  [
    'splitLocality',
    { ...split, successorIds: [harbour, system] },
    'SUCCESSOR_IS_PREDECESSOR',
    'successorIds.1',
    /register a new one/,
  ],
  [
    'splitLocality',
    { ...split, localityId: nobody },
    'LOCALITY_NOT_FOUND',
    'localityId',
    /register it first/,
  ],
  [
    'splitLocality',
    { ...split, successorIds: [quay, harbour], effectiveOn: '2022-07-02' },
    'LOCALITY_NOT_OPEN',
    'successorIds.0',
    /opened on 2023-01-01/,
  ],
])('%s refuses %j, and records nothing', async (mutation, input, code, field, message) => {
  expect(await refusalOf(api, mutation, input)).toEqual({
    code,
    field: `input.${field}`,
    message: expect.stringMatching(message) as string,
  })
})

test('a merger of a locality that has ended is refused as a whole', async () => {
  await done(api, 'closeLocality', { localityId: quay, closedOn: '2024-01-01', reason: 'Dissolved' })
  const input = { ...merger, predecessorIds: [marsh, quay] }
  expect(await refusalOf(api, 'mergeLocalities', input, merged)).toEqual({
    code: 'LOCALITY_ALREADY_ENDED',
    field: 'input.predecessorIds.1',
    message: 'The locality was closed on 2024-01-01, and a locality ends once; leave it out',
  })
  expect(await api.data('query ($id: ID!) { locality(id: $id) { closedOn } }', { id: marsh })).toEqual({
    locality: { closedOn: null },
  })
})
