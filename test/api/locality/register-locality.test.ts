import { toGlobalId } from '../../../src/api/relay/global-id.js'
import { type Api, recordedAt, startApi, uuid } from '../../support/api.js'
import { done, mutate, refusalOf } from '../../support/mutate.js'
import { harbour, harbourInput, nobody, quayInput, system, systemInput } from './places.js'

let api: Api
beforeEach(async () => {
  api = await startApi()
  await done(api, 'registerLocality', systemInput)
})
afterEach(() => api.close())

const whole = `locality {
  id uuid kind name openedOn closedOn note revision createdAt updatedAt
  codes { scheme code validFrom validTo } parent { name } names { name validFrom reason }
}`

const registered = {
  id: toGlobalId('Locality', harbour),
  uuid: harbour,
  kind: 'PLACE',
  name: 'Harbour',
  openedOn: '2022-07-01',
  closedOn: null,
  note: 'Follows the boundary of the borough',
  revision: 0,
  createdAt: recordedAt,
  updatedAt: recordedAt,
  codes: [
    { scheme: 'ODS', code: '15E', validFrom: '2022-07-01', validTo: null },
    { scheme: 'ONS-GSS', code: 'E08000022', validFrom: '2023-04-01', validTo: null },
  ],
  parent: { name: 'Estuary Integrated Care System' },
  names: [{ name: 'Harbour', validFrom: '2022-07-01', reason: null }],
}

test('a locality is registered with its parent and codes, and can be read at once', async () => {
  const payload = await mutate(api, 'registerLocality', harbourInput, whole)
  expect(payload).toEqual({
    locality: registered,
    userErrors: [],
    position: (await api.head()).toString(),
    stale: false,
  })
})

test('the parent may be named by its opaque id', async () => {
  const input = { ...harbourInput, parentId: toGlobalId('Locality', system) }
  expect((await done(api, 'registerLocality', input, whole))['locality']).toEqual(registered)
})

test('the server makes an id when none is given', async () => {
  const payload = await done(api, 'registerLocality', { ...harbourInput, id: null }, 'locality { uuid }')
  expect(payload['locality']).toEqual({
    uuid: expect.stringMatching(/^0{8}-0000-7000-8000-[0-9]{12}$/) as string,
  })
})

test('asked again under the same id, nothing new is recorded', async () => {
  await done(api, 'registerLocality', harbourInput)
  const before = await api.head()
  expect((await done(api, 'registerLocality', harbourInput, whole))['locality']).toEqual(registered)
  expect(await api.head()).toBe(before)
})

test('asked again under the same idempotency key, the first answer comes back', async () => {
  const input = { ...harbourInput, id: null, idempotencyKey: 'import-2024-06-15/1' }
  const first = await done(api, 'registerLocality', input, whole)
  const before = await api.head()
  expect(await done(api, 'registerLocality', input, whole)).toEqual(first)
  expect(await api.head()).toBe(before)
})

test('the same idempotency key with another request is refused', async () => {
  await done(api, 'registerLocality', { ...harbourInput, idempotencyKey: 'one' })
  const other = { ...harbourInput, id: uuid('a', 9), idempotencyKey: 'one' }
  expect(await refusalOf(api, 'registerLocality', other, 'locality { id }')).toEqual({
    code: 'IDEMPOTENCY_KEY_REUSED',
    field: 'input.idempotencyKey',
    message: 'This idempotency key belongs to another request. Give each request a key of its own.',
  })
})

test.each([
  [
    'another locality has the id',
    { id: system },
    'LOCALITY_ID_TAKEN',
    'input.id',
    /give the new one an id of its own/,
  ],
  [
    'the parent is unknown',
    { parentId: nobody },
    'PARENT_NOT_FOUND',
    'input.parentId',
    /register the parent first/,
  ],
  ['the parent is itself', { parentId: harbour }, 'PARENT_IS_ITSELF', 'input.parentId', /choose another/],
  [
    'the parent opened later',
    { openedOn: '2022-06-30' },
    'PARENT_NOT_OPEN',
    'input.parentId',
    /opened on 2022-07-01/,
  ],
  [
    'another locality holds the code',
    { codes: [{ scheme: 'ods', code: 'qx9' }] },
    'CODE_TAKEN',
    'input.codes.0.code',
    /end it there first/,
  ],
  [
    'the code cannot be one of its scheme',
    { codes: [{ scheme: 'ONS-GSS', code: '15E' }] },
    'CODE_MALFORMED',
    'input.codes.0.code',
    /such as E08000022/,
  ],
  [
    'two codes are of one scheme',
    {
      codes: [
        { scheme: 'ODS', code: '15E' },
        { scheme: 'ODS', code: '15F' },
      ],
    },
    'CODE_ALREADY_HELD',
    'input.codes.1.scheme',
    /leave one of the ODS codes out/,
  ],
  [
    'a code begins before the locality',
    { codes: [{ scheme: 'ODS', code: '15E', validFrom: '2022-06-30' }] },
    'LOCALITY_NOT_OPEN',
    'input.codes.0.validFrom',
    /from that day or a later one/,
  ],
  ['the name is empty', { name: ' ' }, 'INVALID_VALUE', 'input.name', /cannot be empty/],
  ['the name has two lines', { name: 'Har\nbour' }, 'INVALID_VALUE', 'input.name', /on one line/],
  ['the id is no UUID', { id: '7' }, 'INVALID_VALUE', 'input.id', /as a UUID, such as/],
  [
    'the id of the parent is that of a metric',
    { parentId: toGlobalId('Metric', system) },
    'INVALID_ID',
    'input.parentId',
    /give the id of a Locality/,
  ],
  [
    'the idempotency key is empty',
    { idempotencyKey: '' },
    'INVALID_VALUE',
    'input.idempotencyKey',
    /or leave it out/,
  ],
])('refused when %s, and nothing is recorded', async (_, change, code, field, message) => {
  const refusal = await refusalOf(api, 'registerLocality', { ...harbourInput, ...change }, 'locality { id }')
  expect(refusal).toEqual({ code, field, message: expect.stringMatching(message) as string })
})

test('a wider locality cannot stand under a narrower one', async () => {
  await done(api, 'registerLocality', harbourInput)
  await done(api, 'registerLocality', quayInput)
  const input = { kind: 'PLACE', name: 'Marsh', openedOn: '2024-01-01', parentId: quayInput.id }
  expect(await refusalOf(api, 'registerLocality', input)).toEqual({
    code: 'PARENT_LEVEL_TOO_LOW',
    field: 'input.parentId',
    message: expect.stringMatching(/choose a parent of its own kind or a wider one/) as string,
  })
})

test('everything that is wrong is said at once', async () => {
  const input = { ...harbourInput, name: '', codes: [{ scheme: '!', code: '' }] }
  const { userErrors } = await mutate(api, 'registerLocality', input)
  expect(userErrors.map(({ field }) => field?.join('.'))).toEqual([
    'input.name',
    'input.codes.0.scheme',
    'input.codes.0.code',
  ])
})

test('when the read side is behind, the payload says so and gives the position', async () => {
  await api.stopReading()
  const payload = await mutate(api, 'registerLocality', harbourInput, 'locality { name }')
  expect(payload).toEqual({
    locality: null,
    userErrors: [],
    position: (await api.head()).toString(),
    stale: true,
  })
})
