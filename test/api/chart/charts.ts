import { type Api } from '../../support/api.js'
import { done } from '../../support/mutate.js'
import { harbour } from '../locality/places.js'
import { breaches, falls } from '../metric/metrics.js'

/** First days of months in order. */
export const months = (first: string, count: number): readonly string[] => {
  const [year = 0, month = 1] = first.split('-').map(Number)
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(year, month - 1 + index, 1)).toISOString().slice(0, 10),
  )
}

export const missingMonth = '2023-03-01'
export const unrecordedMonth = '2023-06-01'
export const withdrawnMonth = '2023-09-01'

/** Attendances a month: not round, so that a value is not what was typed. */
export const attendances = 4_321

/** Every month of the chart, with the breaches of those that have a reading: about 40% at first, then about 50%. */
export const chartMonths = months('2022-07-01', 23).map((period, index) => {
  const known = ![missingMonth, unrecordedMonth, withdrawnMonth].includes(period)
  return { period, breaches: known ? 1_700 + (index % 5) * 31 + (index < 12 ? 0 : 430) : null }
})

export const inHarbour = { metricId: breaches, localityId: harbour, category: '1' }

const readingsOf = (entries: readonly { readonly period: string; readonly breaches: number | null }[]) =>
  entries.flatMap(({ period, breaches: numerator }) =>
    numerator === null ? [] : [{ ...inHarbour, period, numerator, denominator: attendances }],
  )

/** Breaches at the harbour's major department: a declared gap, a silent one, a withdrawn reading, and a shift. */
export const recordBreaches = async (api: Api, seriesId: string): Promise<void> => {
  const withdrawn = { ...inHarbour, period: withdrawnMonth, numerator: 12, denominator: attendances }
  await done(api, 'recordReadings', { readings: [...readingsOf(chartMonths), withdrawn] })
  await done(api, 'declarePeriodMissing', {
    ...inHarbour,
    period: missingMonth,
    reason: 'The system was down',
  })
  await done(api, 'withdrawReading', { seriesId, period: withdrawnMonth, reason: 'Counted the wrong ward' })
}

/** Falls at the harbour: counts from a month on, one after another. */
export const recordFalls = (api: Api, values: readonly number[], first = '2023-01-01') => {
  const periods = months(first, values.length)
  const readings = values.map((value, index) => ({
    metricId: falls,
    localityId: harbour,
    period: periods[index],
    value,
  }))
  return done(api, 'recordReadings', { readings })
}

/** Every field of a chart but its picture. */
export const wholeChart = `
  points { period value numerator denominator status missingReason side inSignallingRun readingId }
  median unit ruleSet usefulObservations missingPeriods longestRun longestRunLimit crossings crossingsLimit hasSignal
  signals { rule ruleName name side favourable periods observed limit explanation }
  warnings { code message } sentence targets { value from to }
  annotations { on kind label detail cycle { title } milestone { title } }
  metric { code } locality { name } category { code label } series { uuid }`

export const wholePicture = 'picture { svgUrl pngUrl alternativeText specification }'

export interface ShownChart {
  readonly points: readonly {
    readonly period: string
    readonly value: number | null
    readonly status: string | null
    readonly side: string | null
    readonly inSignallingRun: boolean
    readonly readingId: string | null
  }[]
  readonly sentence: string
  readonly signals: readonly { readonly explanation: string; readonly name: string }[]
  readonly warnings: readonly { readonly code: string; readonly message: string }[]
  readonly [field: string]: unknown
}

interface Asked {
  readonly metricId: string
  readonly localityId: string
  readonly category?: string | null
  readonly from?: string
  readonly to?: string
}

const document = (selection: string) =>
  `query ($metricId: ID!, $localityId: ID!, $category: String, $from: Date, $to: Date) {
    runChart(metricId: $metricId, localityId: $localityId, category: $category, from: $from, to: $to) { ${selection} }
  }`

/** A run chart that exists. */
export const chartOf = async <Shown = ShownChart>(
  api: Api,
  asked: Asked,
  selection = wholeChart,
): Promise<Shown> => {
  const { runChart } = await api.data<{ runChart: Shown | null }>(document(selection), asked)
  if (runChart === null) throw new Error('There is no such chart')
  return runChart
}

/** What is answered to a request for a run chart, whatever it is. */
export const askChart = (api: Api, asked: object) => api.execute(document('sentence'), asked)

/** Words that claim why something changed. */
export const causal =
  /\b(caus\w*|because|due to|led to|leads? to|result(s|ed|ing)? (in|from|of)|effect\w*|impact\w*|improv(ed|es|ing)|thanks to|owing to|worked|success\w*|fail(s|ed|ure)\b)/i
