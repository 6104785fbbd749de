import { type Api, startApi } from '../support/api.js'
import { done, mutate, refusalOf } from '../support/mutate.js'
import { harbour, harbourInput } from './locality/places.js'
import { falls } from './metric/metrics.js'
import { prepareMeasuring, rate, score } from './series/measured.js'

let api: Api
beforeAll(async () => {
  api = await startApi()
  await prepareMeasuring(api)
})
afterAll(() => api.close())

const reading = { metricId: score, localityId: harbour, period: '2024-01-01', value: 4 }

test.each(['a\nb', 'a\u0000b', '\ud800', 'a\u0085b', ' ', 'x'.repeat(201)])(
  'the idempotency key %j is refused with a remedy, and nothing is recorded',
  async (idempotencyKey) => {
    expect(await refusalOf(api, 'recordReading', { ...reading, idempotencyKey }, 'reading { id }')).toEqual({
      code: 'INVALID_VALUE',
      field: 'input.idempotencyKey',
      message: 'Give an idempotency key of 1 to 200 characters on one line, such as a UUID, or leave it out',
    })
  },
)

test('an idempotency key may be written in any script, up to the last of its characters', async () => {
  const input = { ...reading, period: '2024-02-01', idempotencyKey: 'é東'.repeat(100) }
  const { position } = await done(api, 'recordReading', input)
  expect((await mutate(api, 'recordReading', input)).position).toBe(position)
})

const target = { metricId: falls, validFrom: '2024-01-01', value: 1 }

test.each<[string, string, object, string]>([
  ['a reading', 'recordReading', { ...reading, metricId: rate, value: 1.7e308 }, 'value'],
  [
    'a numerator',
    'recordReading',
    { ...reading, metricId: rate, value: null, numerator: 1e-320, denominator: 2 },
    'numerator',
  ],
  ['a target', 'setTarget', { ...target, value: 1e308 }, 'value'],
])('%s that no chart can show is refused with a remedy', async (_, mutation, input, field) => {
  expect(await refusalOf(api, mutation, input)).toEqual({
    code: 'INVALID_VALUE',
    field: `input.${field}`,
    message: 'Give 0, or a number from 10⁻¹⁸ to 10¹⁸; choose a unit in which it is one',
  })
})

test('a ratio that no chart can show is refused with a remedy', async () => {
  const input = { ...reading, metricId: rate, value: null, numerator: 1e18, denominator: 1e-18 }
  expect(await refusalOf(api, 'recordReading', input)).toEqual({
    code: 'VALUE_TOO_LARGE',
    field: 'input.numerator',
    message: 'Numerator and denominator come to more than 10¹⁸; check both, and the multiplier of the metric',
  })
})

test('a name of which nothing can be seen is refused', async () => {
  const { id, ...nameless } = { ...harbourInput, name: '\u200b', codes: [] }
  expect(id).toBe(harbour)
  expect(await refusalOf(api, 'registerLocality', nameless)).toMatchObject({
    code: 'INVALID_VALUE',
    field: 'input.name',
  })
})

const start = `mutation ($input: RecordReadingInput!) { recordReading(input: $input) { userErrors { code } } }`

test.each(['2026-02-30', '', '1/2/2024', '10000-01-01', 20240101])(
  'the day %j is refused with its place in the input and the remedy, and nothing is recorded',
  async (period) => {
    const before = await api.head()
    const { errors, data } = await api.execute(start, { input: { ...reading, period } })
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
    expect(errors?.[0]?.message).toMatch(
      /at "input\.period"; Give a day that exists as year-month-day, such as 2024-04-01$/,
    )
    expect(data).toBeUndefined()
    expect(await api.head()).toBe(before)
  },
)

test('a day that does not exist is refused in the document itself, too', async () => {
  const { errors } = await api.execute(
    '{ readings(first: 1, filter: { from: "2024-02-30" }) { totalCount } }',
  )
  expect(errors?.[0]?.message).toBe('Give a day that exists as year-month-day, such as 2024-04-01')
  expect(errors?.[0]?.locations).toEqual([{ line: 1, column: 38 }])
})
