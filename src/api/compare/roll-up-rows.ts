import { rollUp, type ChildReading, type RolledUp, type RollUpMetric } from '../../charts/roll-up/roll-up.js'
import { periodEnd, addDays, periodsBetween, periodStartContaining } from '../../domain/calendar.js'
import { LocalityId, MetricId, seriesIdOf } from '../../domain/ids.js'
import { AggregationRule, Statistic } from '../../domain/metric/vocabulary.js'
import { badFieldInput } from '../chart/bad-field-input.js'
import { periodicityOf } from '../chart/series-chart.js'
import type { ApiContext } from '../context.js'
import { badUserInput } from '../errors.js'
import type { Rows } from '../loaders.js'
import { childrenOn } from '../locality/tree.js'
import { definitionAt } from '../metric/definition-at.js'
import { oneOf } from '../one-of.js'

/** Most localities below one whose readings are added up. */
export const mostBelow = 5_000
/** Most periods that are added up at once: ten years of months, or four months of days. */
export const mostRolledUp = 120

export interface RolledUpPeriod {
  readonly period: string
  readonly result: RolledUp
}

export interface RolledUpSeries {
  readonly definition: Rows['metricDefinition']
  readonly periods: readonly RolledUpPeriod[]
}

/** Everything that was ever below a locality, level by level: a statement a level, whatever its width. */
const everBelow = async ({ loaders }: ApiContext, rootId: string): Promise<ReadonlySet<string>> => {
  const seen = new Set<string>()
  let level: readonly string[] = [rootId]
  while (level.length > 0) {
    const facts = (await Promise.all(level.map((id) => loaders.localityChildren.load(id)))).flat()
    level = [...new Set(facts.map(({ localityId }) => localityId))].filter(
      (id) => id !== rootId && !seen.has(id),
    )
    for (const id of level) seen.add(id)
    if (seen.size > mostBelow) {
      throw badFieldInput(`More than ${mostBelow} localities lie below it; choose one further down`, [
        'parentId',
      ])
    }
  }
  return seen
}

const ratios: readonly (string | null)[] = [Statistic.Rate, Statistic.Percentage]

const metricOf = ({ aggregation, statistic, multiplier }: Rows['metricDefinition']): RollUpMetric => ({
  rule: oneOf(AggregationRule, aggregation),
  isRatio: ratios.includes(statistic),
  multiplier,
})

/** The readings of each locality by period. */
type Figures = ReadonlyMap<string, ReadonlyMap<string, Rows['reading']>>

const readFigures = async (
  context: ApiContext,
  localityIds: readonly string[],
  of: { readonly metricId: string; readonly category: string | null },
  range: { readonly from: string | null; readonly to: string | null },
): Promise<Figures> => {
  const owners = new Map(
    localityIds.map((id) => [seriesIdOf(MetricId.parse(of.metricId), LocalityId.parse(id), of.category), id]),
  )
  const readings = await context.reads.client().reading.findMany({
    where: {
      seriesId: { in: [...owners.keys()] },
      toPosition: null,
      status: { in: ['RECORDED', 'CORRECTED'] },
      period: {
        ...(range.from === null ? {} : { gte: range.from }),
        ...(range.to === null ? {} : { lte: range.to }),
      },
    },
  })
  const byId = new Map<string, string>(owners)
  const figures = new Map<string, Map<string, Rows['reading']>>()
  for (const reading of readings) {
    const owner = byId.get(reading.seriesId) ?? ''
    const own = figures.get(owner) ?? new Map<string, Rows['reading']>()
    own.set(reading.period, reading)
    figures.set(owner, own)
  }
  return figures
}

const asChild = (childId: string, reading: Rows['reading']): ChildReading => ({
  childId,
  value: reading.value,
  numerator: reading.numerator,
  denominator: reading.denominator,
  sampleSize: reading.sampleSize === null ? null : Number(reading.sampleSize),
})

/** Deepest tree that is followed. */
const deepest = 50

/** The whole of a locality for a period: each child by its own reading, or else by what lies below it. */
const wholeOf = async (
  context: ApiContext,
  localityId: string,
  at: {
    readonly period: string
    readonly on: string
    readonly metric: RollUpMetric
    readonly figures: Figures
  },
  depth = 0,
): Promise<RolledUp> => {
  const children = depth >= deepest ? [] : await childrenOn(context, localityId, at.on)
  const readings = await Promise.all(
    children.map(async (id): Promise<ChildReading | null> => {
      const own = at.figures.get(id)?.get(at.period)
      if (own !== undefined && own.value !== null) return asChild(id, own)
      const below = await wholeOf(context, id, at, depth + 1)
      return below.kind === 'aggregated' ? { childId: id, ...below } : null
    }),
  )
  return rollUp(
    at.metric,
    readings.filter((reading) => reading !== null),
    children,
  )
}

/**
 * Adds a metric up the tree as it was in each period, by the metric's aggregation rule. The statements do not grow
 * with the localities or the periods, but with the levels of the tree.
 *
 * @throws BAD_USER_INPUT for too many periods or localities
 */
export const readRollUp = async (
  context: ApiContext,
  of: { readonly metricId: string; readonly parentId: string; readonly category: string | null },
  asked: { readonly from?: string | null; readonly to?: string | null },
): Promise<RolledUpSeries> => {
  const definitions = await context.loaders.metricDefinitions.load(of.metricId)
  const periodicity = periodicityOf(definitionAt(definitions, context.today()))
  const start = (day: string | null | undefined) => (day ? periodStartContaining(periodicity, day) : null)
  const range = { from: start(asked.from), to: start(asked.to) }
  if (range.from !== null && range.to !== null && range.to < range.from) {
    throw badUserInput('`to` is before `from`: let the range end later')
  }
  const below = [...(await everBelow(context, of.parentId))]
  const figures = await readFigures(context, below, of, range)
  const known = [...figures.values()].flatMap((own) => [...own.keys()]).sort()
  const [from, to] = [range.from ?? known[0], range.to ?? known.at(-1)]
  const periods = from === undefined || to === undefined ? [] : periodsBetween(periodicity, from, to)
  if (periods.length > mostRolledUp) {
    throw badFieldInput(
      `${periods.length} periods are asked for, and at most ${mostRolledUp} are added up at once`,
      ['from'],
    )
  }
  return {
    definition: definitionAt(definitions, periods.at(-1) ?? context.today()),
    periods: await Promise.all(
      periods.map(async (period) => {
        const metric = metricOf(definitionAt(definitions, period))
        const on = addDays(periodEnd(periodicity, period), -1)
        return { period, result: await wholeOf(context, of.parentId, { period, on, metric, figures }) }
      }),
    ),
  }
}
