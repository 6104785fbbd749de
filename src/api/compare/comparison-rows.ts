import { periodsBetween, periodStartContaining } from '../../domain/calendar.js'
import { LocalityId, MetricId, seriesIdOf } from '../../domain/ids.js'
import { periodicityOf } from '../chart/series-chart.js'
import type { ApiContext } from '../context.js'
import { badUserInput } from '../errors.js'
import type { Rows } from '../loaders.js'
import { definitionAt } from '../metric/definition-at.js'

/** Which periods are compared: one, a range, or the latest that anybody reported. */
export interface ComparedPeriods {
  readonly period?: string | null
  readonly from?: string | null
  readonly to?: string | null
}

/** One locality with its figures put together over the periods. */
export interface ComparedLocality {
  readonly locality: Rows['locality']
  readonly seriesId: string
  /** Sums over the periods that have both; null: none has. */
  readonly numerator: number | null
  readonly denominator: number | null
  /** Periods with a value. */
  readonly periods: number
}

export interface ComparisonRows {
  readonly metric: Rows['metric']
  readonly category: string | null
  readonly definition: Rows['metricDefinition']
  /** First and last period that are compared; null: nobody reported anything. */
  readonly from: string | null
  readonly to: string | null
  /** How many periods that are. */
  readonly periods: number
  /** By name. */
  readonly localities: readonly ComparedLocality[]
}

/** The asked periods by their first days; null: the latest. */
const asked = ({ period, from, to }: ComparedPeriods, definition: Rows['metricDefinition']) => {
  const start = (day: string) => periodStartContaining(periodicityOf(definition), day)
  if (period && !from && !to) return { from: start(period), to: start(period) }
  if (!period && from && to) {
    if (to < from) throw badUserInput('`to` is before `from`: let the range end later')
    return { from: start(from), to: start(to) }
  }
  if (!period && !from && !to) return null
  throw badUserInput('Give `period`, or both `from` and `to`, or none of them for the latest period')
}

const byName = (one: Rows['locality'], other: Rows['locality']): number =>
  one.nameKey < other.nameKey || (one.nameKey === other.nameKey && one.id < other.id) ? -1 : 1

const sums = (readings: readonly Rows['reading'][]) => {
  const whole = readings.filter(({ numerator, denominator }) => numerator !== null && denominator !== null)
  const sum = (of: 'numerator' | 'denominator') =>
    whole.length === 0 ? null : whole.reduce((total, reading) => total + (reading[of] ?? 0), 0)
  return { numerator: sum('numerator'), denominator: sum('denominator') }
}

/**
 * Reads what a comparison needs, in a number of statements that does not grow with the localities. Within a locality
 * figures are added up over the periods, numerators and denominators each: never a mean of ratios.
 */
export const readComparison = async (
  context: ApiContext,
  of: {
    readonly metric: Rows['metric']
    readonly category: string | null
    readonly localityIds: readonly string[]
  },
  periods: ComparedPeriods,
): Promise<ComparisonRows> => {
  const { metric, category } = of
  const client = context.reads.client()
  const [definitions, found] = await Promise.all([
    context.loaders.metricDefinitions.load(metric.id),
    Promise.all(of.localityIds.map((id) => context.loaders.locality.load(id))),
  ])
  const localities = found.filter((locality) => locality !== null).sort(byName)
  const seriesIds = localities.map(({ id }) =>
    seriesIdOf(MetricId.parse(metric.id), LocalityId.parse(id), category),
  )
  const current = { seriesId: { in: seriesIds }, toPosition: null, status: { in: ['RECORDED', 'CORRECTED'] } }
  const today = definitionAt(definitions, context.today())
  const range = asked(periods, today)
  const latest =
    range ?? (await client.reading.aggregate({ where: current, _max: { period: true } }))._max.period
  const span = typeof latest === 'string' ? { from: latest, to: latest } : latest
  const { from, to } = span ?? { from: null, to: null }
  const readings =
    span === null
      ? []
      : await client.reading.findMany({ where: { ...current, period: { gte: span.from, lte: span.to } } })
  const definition = definitionAt(definitions, to ?? context.today())
  const bySeries = new Map<string, Rows['reading'][]>(seriesIds.map((id) => [id, []]))
  for (const reading of readings) bySeries.get(reading.seriesId)?.push(reading)
  return {
    metric,
    category,
    definition,
    from,
    to,
    periods: span === null ? 0 : periodsBetween(periodicityOf(definition), span.from, span.to).length,
    localities: localities.map((locality, index) => {
      const seriesId = seriesIds[index] ?? ''
      const own = bySeries.get(seriesId) ?? []
      return { locality, seriesId, ...sums(own), periods: own.filter(({ value }) => value !== null).length }
    }),
  }
}
