import { toGlobalId } from '../../../src/api/relay/global-id.js'
import { type Api, startApi, uuid } from '../../support/api.js'
import { done, mutate, refusalOf } from '../../support/mutate.js'
import { harbour, nobody, registerTree } from '../locality/places.js'
import { breaches, breachesDefinition, defineMetrics, falls, fallsDefinition, voices } from './metrics.js'

let api: Api
beforeEach(async () => {
  api = await startApi()
  await registerTree(api)
  await defineMetrics(api)
})
afterEach(() => api.close())

const redefinition = {
  metricId: falls,
  definition: { ...fallsDefinition, name: 'Falls at home or in care homes' },
  effectiveOn: '2024-04-01',
  reason: 'Care homes report, too',
  breaksComparability: true,
}

test('a definition changes from a period on, and the earlier one stays', async () => {
  const selection = `metric {
    name revision definition { version }
    definitions { version name effectiveOn reason breaksComparability }
  }`
  expect(await mutate(api, 'redefineMetric', { ...redefinition, expectedRevision: 0 }, selection)).toEqual({
    metric: {
      name: 'Falls at home or in care homes',
      revision: 1,
      definition: { version: 2 },
      definitions: [
        { version: 1, name: 'Falls at home', effectiveOn: null, reason: null, breaksComparability: false },
        {
          version: 2,
          name: 'Falls at home or in care homes',
          effectiveOn: '2024-04-01',
          reason: 'Care homes report, too',
          breaksComparability: true,
        },
      ],
    },
    userErrors: [],
    position: (await api.head()).toString(),
    stale: false,
  })
  expect(
    await refusalOf(api, 'redefineMetric', { ...redefinition, reason: 'x', expectedRevision: 0 }),
  ).toMatchObject({
    code: 'REVISION_CONFLICT',
    field: 'input.expectedRevision',
  })
})

const target = uuid('c', 1)
const aim = {
  id: target,
  metricId: falls,
  localityId: harbour,
  value: 12,
  validFrom: '2024-04-01',
  source: 'Falls plan 2024',
}
const wholeTarget =
  'target { id value validFrom validTo source withdrawnFor metric { code } locality { name } }'
const set = {
  id: toGlobalId('Target', target),
  value: 12,
  validFrom: '2024-04-01',
  validTo: null,
  source: 'Falls plan 2024',
  withdrawnFor: null,
  metric: { code: 'falls' },
  locality: { name: 'Harbour' },
}

test('a target is set for one locality', async () => {
  expect(await mutate(api, 'setTarget', aim, wholeTarget)).toEqual({
    target: set,
    userErrors: [],
    position: (await api.head()).toString(),
    stale: false,
  })
})

test('a target of all localities has none, and ends on a day', async () => {
  const all = { ...aim, localityId: null, validTo: '2025-04-01' }
  expect((await done(api, 'setTarget', all, wholeTarget))['target']).toEqual({
    ...set,
    validTo: '2025-04-01',
    locality: null,
  })
})

test('a target is withdrawn with a reason, and leaves the list', async () => {
  await done(api, 'setTarget', aim)
  const withdrawal = { metricId: falls, targetId: set.id, reason: 'Never agreed' }
  const payload = await done(api, 'withdrawTarget', withdrawal, wholeTarget)
  expect(payload['target']).toEqual({ ...set, withdrawnFor: 'Never agreed' })
  expect(await api.data('{ metricByCode(code: "FALLS") { targets { value } } }')).toEqual({
    metricByCode: { targets: [] },
  })
})

test('a metric is retired with a successor', async () => {
  const input = {
    metricId: falls,
    retiredOn: '2024-07-01',
    reason: 'Counted otherwise',
    successorId: toGlobalId('Metric', breaches),
  }
  const { metric } = await done(
    api,
    'retireMetric',
    input,
    'metric { retiredOn retiredFor successor { code } }',
  )
  expect(metric).toEqual({
    retiredOn: '2024-07-01',
    retiredFor: 'Counted otherwise',
    successor: { code: 'ae-breaches' },
  })
  const change = { ...redefinition, effectiveOn: '2024-08-01' }
  expect(await refusalOf(api, 'redefineMetric', change)).toEqual({
    code: 'METRIC_RETIRED',
    field: 'input.metricId',
    message: expect.stringMatching(/changes no more; use its successor/) as string,
  })
})

const retirement = { metricId: falls, retiredOn: '2024-07-01', reason: 'Counted otherwise' }
const oneCategory = { dimension: 'Department type', categories: [{ code: '1', label: 'Major' }] }

test.each([
  [
    'redefineMetric',
    { ...redefinition, metricId: nobody },
    'METRIC_NOT_FOUND',
    'metricId',
    /define it first/,
  ],
  [
    'redefineMetric',
    { ...redefinition, definition: { ...fallsDefinition, cadence: 'WEEK' } },
    'DEFINITION_FIXED',
    'definition.cadence',
    /define a new metric/,
  ],
  [
    'redefineMetric',
    { ...redefinition, metricId: breaches, definition: { ...breachesDefinition, breakdown: oneCategory } },
    'CATEGORY_VANISHED',
    'definition.breakdown.categories',
    /keep the category/,
  ],
  ['redefineMetric', { ...redefinition, reason: '' }, 'INVALID_VALUE', 'reason', /Give the reason/],
  ['setTarget', { ...aim, value: -1 }, 'TARGET_OUT_OF_RANGE', 'value', /give 0 or more/],
  [
    'setTarget',
    { ...aim, metricId: breaches, value: 101 },
    'TARGET_OUT_OF_RANGE',
    'value',
    /give 95 for 95%/,
  ],
  ['setTarget', { ...aim, metricId: voices }, 'TARGET_NOT_EXPECTED', 'metricId', /quantitative metric/],
  ['setTarget', { ...aim, localityId: nobody }, 'LOCALITY_NOT_FOUND', 'localityId', /register it first/],
  ['setTarget', { ...aim, validTo: '2024-04-01' }, 'TARGET_ENDS_BEFORE_START', 'validTo', /give a later day/],
  [
    'withdrawTarget',
    { metricId: falls, targetId: nobody, reason: 'x' },
    'TARGET_NOT_FOUND',
    'targetId',
    /look up its targets/,
  ],
  ['retireMetric', { ...retirement, successorId: falls }, 'SUCCESSOR_IS_ITSELF', 'successorId', /or none/],
  [
    'retireMetric',
    { ...retirement, successorId: nobody },
    'SUCCESSOR_NOT_FOUND',
    'successorId',
    /define the successor first/,
  ],
  [
    'retireMetric',
    { ...retirement, successorId: toGlobalId('Locality', harbour) },
    'INVALID_ID',
    'successorId',
    /the id of a Metric/,
  ],
  [
    'retireMetric',
    { ...retirement, metricId: breaches, retiredOn: '2019-03-31' },
    'RETIRED_BEFORE_VALID',
    'retiredOn',
    /that day or a later one/,
  ],
])('%s refuses %j, and records nothing', async (mutation, input, code, field, message) => {
  expect(await refusalOf(api, mutation, input)).toEqual({
    code,
    field: `input.${field}`,
    message: expect.stringMatching(message) as string,
  })
})
