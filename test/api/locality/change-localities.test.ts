import { type Api, startApi } from '../../support/api.js'
import { done, mutate, refusalOf } from '../../support/mutate.js'
import { harbour, marsh, nobody, quay, registerTree, system } from './places.js'

let api: Api
beforeEach(async () => {
  api = await startApi()
  await registerTree(api)
})
afterEach(() => api.close())

const named = 'locality { name before: name(on: "2023-12-31") names { name validFrom reason } revision }'

test('a name holds from a day on, and the earlier one before', async () => {
  const input = {
    localityId: harbour,
    name: 'Harbour and Bay',
    effectiveOn: '2024-01-01',
    reason: 'Two boroughs joined',
    expectedRevision: 0,
  }
  expect(await mutate(api, 'renameLocality', input, named)).toEqual({
    locality: {
      name: 'Harbour and Bay',
      before: 'Harbour',
      names: [
        { name: 'Harbour', validFrom: '2022-07-01', reason: null },
        { name: 'Harbour and Bay', validFrom: '2024-01-01', reason: 'Two boroughs joined' },
      ],
      revision: 1,
    },
    userErrors: [],
    position: (await api.head()).toString(),
    stale: false,
  })
})

test('two changes in one request each answer with what they made', async () => {
  const document = `mutation ($one: RenameLocalityInput!, $two: RenameLocalityInput!) {
    one: renameLocality(input: $one) { locality { name revision } }
    two: renameLocality(input: $two) { locality { name revision } }
  }`
  const one = { localityId: harbour, name: 'North Harbour', effectiveOn: '2023-01-01' }
  const two = { localityId: harbour, name: 'Old Harbour', effectiveOn: '2024-01-01' }
  expect(await api.data(document, { one, two })).toEqual({
    one: { locality: { name: 'North Harbour', revision: 1 } },
    two: { locality: { name: 'Old Harbour', revision: 2 } },
  })
})

test('who saw an older revision is told so', async () => {
  await done(api, 'renameLocality', { localityId: harbour, name: 'Bay', effectiveOn: '2024-01-01' })
  const input = { localityId: harbour, name: 'Cove', effectiveOn: '2024-01-01', expectedRevision: 0 }
  expect(await refusalOf(api, 'renameLocality', input, 'locality { id }')).toEqual({
    code: 'REVISION_CONFLICT',
    field: 'input.expectedRevision',
    message: expect.stringMatching(/Look at what changed, then decide again/) as string,
  })
})

test('a locality moves under another from a day on', async () => {
  const input = { localityId: quay, parentId: marsh, effectiveOn: '2024-01-01', reason: 'Boundary review' }
  const places = 'locality { parent { name } before: parent(on: "2023-12-31") { name } ancestors { name } }'
  expect((await done(api, 'moveLocality', input, places))['locality']).toEqual({
    parent: { name: 'Marsh' },
    before: { name: 'Harbour' },
    ancestors: [{ name: 'Marsh' }, { name: 'Estuary Integrated Care System' }],
  })
})

test('a locality moves to the top of the tree', async () => {
  const input = { localityId: quay, parentId: null, effectiveOn: '2024-01-01' }
  expect((await done(api, 'moveLocality', input, 'locality { parent { name } }'))['locality']).toEqual({
    parent: null,
  })
})

test('a code ends, and another locality may hold it from that day on', async () => {
  const code = { scheme: 'ODS', code: '15E' }
  const codes =
    'locality { codes { scheme code validFrom validTo } then: codes(scheme: "ods", on: "2024-04-01") { code } }'
  const ended = { localityId: harbour, ...code, validTo: '2024-04-01', reason: 'Given to Marsh' }
  expect((await done(api, 'endLocalityCode', ended, codes))['locality']).toEqual({
    codes: [
      { scheme: 'ODS', code: '15E', validFrom: '2022-07-01', validTo: '2024-04-01' },
      { scheme: 'ONS-GSS', code: 'E08000022', validFrom: '2023-04-01', validTo: null },
    ],
    then: [],
  })
  const given = { localityId: marsh, ...code, validFrom: '2024-04-01' }
  expect((await done(api, 'assignLocalityCode', given, codes))['locality']).toEqual({
    codes: [{ scheme: 'ODS', code: '15E', validFrom: '2024-04-01', validTo: null }],
    then: [{ code: '15E' }],
  })
})

test('a locality closes, with its reason in the history', async () => {
  const input = { localityId: quay, closedOn: '2024-04-01', reason: 'The team was dissolved' }
  const closed = 'locality { closedOn history(last: 1) { nodes { type reason occurredOn actor } } }'
  expect((await done(api, 'closeLocality', input, closed))['locality']).toEqual({
    closedOn: '2024-04-01',
    history: {
      nodes: [
        {
          type: 'LocalityClosed',
          reason: 'The team was dissolved',
          occurredOn: '2024-04-01',
          actor: 'Asha Patel',
        },
      ],
    },
  })
})

describe('refused, and nothing is recorded', () => {
  const rename = { localityId: harbour, name: 'Bay', effectiveOn: '2024-01-01' }
  const move = { localityId: harbour, parentId: system, effectiveOn: '2024-01-01' }
  const assign = { localityId: marsh, scheme: 'ODS', code: '99X', validFrom: '2024-01-01' }
  const end = { localityId: harbour, scheme: 'ODS', code: '15E', validTo: '2024-01-01' }
  const close = { localityId: quay, closedOn: '2024-01-01', reason: 'Dissolved' }

  test.each([
    [
      'renameLocality',
      { ...rename, localityId: nobody },
      'LOCALITY_NOT_FOUND',
      'localityId',
      /register it first/,
    ],
    [
      'renameLocality',
      { ...rename, effectiveOn: '2022-06-30' },
      'LOCALITY_NOT_OPEN',
      'effectiveOn',
      /that day or a later one/,
    ],
    ['moveLocality', { ...move, parentId: harbour }, 'PARENT_IS_ITSELF', 'parentId', /choose another/],
    [
      'moveLocality',
      { ...move, parentId: quay },
      'PARENT_IS_DESCENDANT',
      'parentId',
      /or move that one first/,
    ],
    [
      'moveLocality',
      { ...move, parentId: nobody },
      'PARENT_NOT_FOUND',
      'parentId',
      /register the parent first/,
    ],
    ['assignLocalityCode', { ...assign, code: 'QX9' }, 'CODE_TAKEN', 'code', /end it there first/],
    ['assignLocalityCode', { ...assign, code: '1' }, 'CODE_MALFORMED', 'code', /such as RX1/],
    [
      'assignLocalityCode',
      { ...assign, localityId: harbour },
      'CODE_ALREADY_HELD',
      'scheme',
      /end that code first/,
    ],
    [
      'assignLocalityCode',
      { ...assign, scheme: 'my scheme' },
      'INVALID_VALUE',
      'scheme',
      /such as ODS or ONS-GSS/,
    ],
    ['endLocalityCode', { ...end, code: '15Z' }, 'CODE_NOT_HELD', 'code', /look up which codes it holds/],
    [
      'endLocalityCode',
      { ...end, validTo: '2022-07-01' },
      'CODE_ENDS_BEFORE_START',
      'validTo',
      /give a later day/,
    ],
    [
      'closeLocality',
      { ...close, closedOn: '2023-01-01' },
      'LOCALITY_NOT_OPEN',
      'closedOn',
      /give a later day/,
    ],
    ['closeLocality', { ...close, reason: '' }, 'INVALID_VALUE', 'reason', /Give the reason/],
  ])('%s %j', async (mutation, input, code, field, message) => {
    expect(await refusalOf(api, mutation, input, 'locality { id }')).toEqual({
      code,
      field: `input.${field}`,
      message: expect.stringMatching(message) as string,
    })
  })

  test('a change on a day on which the locality exists no longer', async () => {
    await done(api, 'closeLocality', close)
    const late = { localityId: quay, name: 'Quay', effectiveOn: '2024-01-01' }
    expect(await refusalOf(api, 'renameLocality', late)).toMatchObject({
      code: 'LOCALITY_CLOSED',
      field: 'input.effectiveOn',
      message: 'The locality exists no longer from 2024-01-01 on; give an earlier day',
    })
    expect(await refusalOf(api, 'closeLocality', { ...close, closedOn: '2024-02-01' })).toMatchObject({
      code: 'LOCALITY_ALREADY_ENDED',
      field: 'input.localityId',
    })
  })

  test('a code that was ended before', async () => {
    await done(api, 'endLocalityCode', end)
    expect(await refusalOf(api, 'endLocalityCode', { ...end, validTo: '2024-02-01' })).toMatchObject({
      code: 'CODE_ALREADY_ENDED',
      field: 'input.validTo',
    })
  })
})
