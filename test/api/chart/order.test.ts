import fc from 'fast-check'

import { startApi, uuid, type Api } from '../../support/api.js'
import { done } from '../../support/mutate.js'
import { harbour, marsh, system } from '../locality/places.js'
import { fallsDefinition } from '../metric/metrics.js'
import { prepareMeasuring, seriesOf } from '../series/measured.js'
import { months } from './charts.js'

const seed = Number(process.env['FAST_CHECK_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
console.info(`The order of readings with FAST_CHECK_SEED=${seed}`)

let api: Api
beforeAll(async () => {
  api = await startApi()
  await prepareMeasuring(api)
})
afterAll(() => api.close())

/** What is known of a month: a count of so much exposure, or, without one, that there is no value. */
interface Said {
  readonly period: string
  readonly numerator: number | null
  readonly denominator: number
}

const count = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 0, max: 60 }) },
  { weight: 1, arbitrary: fc.constant(null) },
)
const exposure = fc.integer({ min: 200, max: 900 })
const periods = months('2022-07-01', 22)

/** Months of one series, and the same months in another order. */
const orders = fc
  .array(fc.tuple(count, exposure), { minLength: 14, maxLength: periods.length })
  .map((entries) =>
    entries.map(([numerator, denominator], index): Said => ({
      period: periods[index] ?? '',
      // A series begins with a value, so that there is a chart whatever is drawn.
      numerator: index === 0 ? (numerator ?? 1) : numerator,
      denominator,
    })),
  )
  .chain((inOrder) =>
    fc.record({
      inOrder: fc.constant(inOrder),
      shuffled: fc.shuffledSubarray(inOrder, { minLength: inOrder.length, maxLength: inOrder.length }),
    }),
  )

interface Place {
  readonly metricId: string
  readonly localityId: string
}

const say = (place: Place, { period, numerator, denominator }: Said) =>
  numerator === null
    ? done(api, 'declarePeriodMissing', { ...place, period, reason: 'The system was down' })
    : done(api, 'recordReading', { ...place, period, numerator, denominator })

const sayAll = async (place: Place, entries: readonly Said[]): Promise<void> => {
  for (const entry of entries) await say(place, entry)
}

/** All values in one request, and the missing months after them. */
const sayAtOnce = async (place: Place, entries: readonly Said[]): Promise<void> => {
  const readings = entries
    .filter(({ numerator }) => numerator !== null)
    .map((entry) => ({ ...place, ...entry }))
  await done(api, 'recordReadings', { readings })
  await sayAll(
    place,
    entries.filter(({ numerator }) => numerator === null),
  )
}

/** Every second value is recorded wrongly at first, and put right after all others are known. */
const sayAndCorrect = async (place: Place, entries: readonly Said[]): Promise<void> => {
  const wrong = ({ numerator }: Said, index: number) => numerator !== null && index % 2 === 0
  await sayAll(
    place,
    entries.map((entry, index) =>
      wrong(entry, index) ? { ...entry, numerator: (entry.numerator ?? 0) + 17 } : entry,
    ),
  )
  const seriesId = seriesOf(place.metricId, place.localityId)
  for (const { period, numerator, denominator } of entries.filter(wrong))
    await done(api, 'correctReading', { seriesId, period, numerator, denominator, reason: 'Coded late' })
}

let defined = 0
const defineRate = async (): Promise<string> => {
  defined += 1
  const id = uuid('d', defined)
  const parts = { statistic: 'RATE', numerator: 'Falls', denominator: 'Bed days', multiplier: 1000 }
  await done(api, 'defineMetric', {
    id,
    code: `ordered-${defined}`,
    definition: { ...fallsDefinition, ...parts },
  })
  return id
}

/** Every answer of a chart but its picture, and what names readings or positions. */
const shown = (args: string, status: string) => `
  chart(metricId: $metricId, localityId: $localityId ${args}) {
    chartType ruleSet { id } trial unit sentence variation assurance
    points { period value numerator denominator ${status} missingReason centreLine upperLimit lowerLimit side
             phase variation excluded signals { rule } }
    phases { from to centreLine upperLimit lowerLimit values usefulObservations longestRun crossings }
    signals { rule direction phase periods observed limit line explanation window { from to } }
    warnings { code message } recommendation { chartType reason } falseAlarmRate { points rate }
    table { caption headings rows { cells } }
    phaseProposals(method: STABLE_SHIFT, baselinePoints: 8) { candidates { from centreLine } steps { verdict period } }
  }`

interface Shown {
  readonly points: readonly { readonly numerator: number | null }[]
}

const numerators = (entries: readonly { readonly numerator: number | null }[]) =>
  entries.flatMap(({ numerator }) => (numerator === null ? [] : [numerator]))

/** The charts of a place; sentences name it, so its name is made the same for all. */
const chartsOf = async (place: Place, status = 'status') => {
  const charts = await api.data(
    `query ($metricId: ID!, $localityId: ID!) {
      locality(id: $localityId) { name }
      run: ${shown('', status)}
      perla: ${shown(', ruleSet: "perla-2011", baseline: { points: 8 }', status)}
      individuals: ${shown(', chartType: I, ruleSet: "mdc-2023-11"', status)}
      rates: ${shown(`, chartType: U, ruleSet: "nelson", phases: [{ from: "${periods[7]}" }]`, status)}
    }`,
    place,
  )
  const { name } = charts['locality'] as { readonly name: string }
  return JSON.parse(JSON.stringify(charts).replaceAll(name, 'the place')) as { readonly run: Shown }
}

test('the order in which readings were recorded changes nothing in a chart, nor do corrections on the way', () =>
  fc.assert(
    fc.asyncProperty(orders, async ({ inOrder, shuffled }) => {
      const metricId = await defineRate()
      const first = { metricId, localityId: harbour }
      const second = { metricId, localityId: marsh }
      const corrected = { metricId, localityId: system }
      await sayAtOnce(first, inOrder)
      await sayAll(second, shuffled)
      await sayAndCorrect(corrected, shuffled)

      const expected = await chartsOf(first)
      expect(numerators(expected.run.points)).toEqual(numerators(inOrder))
      expect(await chartsOf(second)).toEqual(expected)
      // That a reading was corrected is told by its status; the figures are those of the last word.
      expect(await chartsOf(corrected, '')).toEqual(await chartsOf(first, ''))
    }),
    { seed, numRuns: 3 },
  ))
