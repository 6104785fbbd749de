import { LocalityId, MetricId, type SeriesId, seriesIdOf } from '../../src/domain/ids.js'
import { nameBasedIds } from '../../src/eventsourcing/name-based-id.js'
import { type Chance, chanceOf } from './chance.js'
import { type RegionMetric, regionMetrics } from './metrics.js'

/** How large a region is. */
export interface RegionOptions {
  /** The same seed and sizes give the same region, event for event. */
  readonly seed: number
  /** How many events, to within one command. */
  readonly events: number
  /** How many localities, 40 at least; absent: as many as it takes to measure so much, 40 to 5,000. */
  readonly localities?: number
  /** 20 when absent. */
  readonly metrics?: number
  /** Of monthly readings; 10 when absent. */
  readonly years?: number
}

export interface MeasuredMetric extends RegionMetric {
  readonly id: MetricId
  readonly index: number
}

export interface RegionPlace {
  readonly id: LocalityId
  readonly index: number
  readonly kind: 'SYSTEM' | 'PLACE' | 'NEIGHBOURHOOD' | 'PRACTICE'
  /** Index of its parent; null at the top. */
  readonly parent: number | null
}

export interface RegionSeries {
  readonly id: SeriesId
  /** Counts the series of the region, from 0. */
  readonly index: number
  readonly metric: MeasuredMetric
  readonly place: RegionPlace
}

/** What a region consists of, before anything happens in it. */
export interface RegionPlan {
  readonly seed: number
  readonly events: number
  readonly months: number
  readonly chance: Chance
  /** A namespace for ids of this region. */
  readonly namespace: string
  /** Ids by what they are of, such as `idOf('project', 3, 1)`. */
  readonly idOf: (...of: readonly (number | string)[]) => string
  readonly metrics: readonly MeasuredMetric[]
  readonly places: readonly RegionPlace[]
  /** Practices that go into others in the course of the years; nothing is measured there. */
  readonly merging: ReadonlySet<number>
  readonly series: readonly RegionSeries[]
  /** Places where something is measured. */
  readonly measuring: readonly RegionPlace[]
}

const NAMESPACE = '3c1f5a0e-92d4-5b7c-8e61-0f4a7d2b9c58'
const FEWEST_LOCALITIES = 40
const MOST_LOCALITIES = 5_000
/** The month after the last one of every region. */
const END = { year: 2025, month: 3 }

/** Of a series: its readings, and the corrections, withdrawals and new readings that come on top. */
const EVENTS_A_MONTH = 1.058
/** Of a place where something is measured: projects with their cycles and milestones. */
const EVENTS_OF_PROJECTS_A_YEAR = 18
/** Of a locality: its registration and its code. */
const EVENTS_OF_LOCALITY = 2
const EVENTS_OF_POPULATION_A_YEAR = 2
const SHARE_MERGING = 0.05

/** The first day of a month, counted from the region's first. */
export const monthOf = ({ months }: Pick<RegionPlan, 'months'>, month: number): string =>
  new Date(Date.UTC(END.year, END.month - months + month, 1)).toISOString().slice(0, 10)

const kindOf = (index: number, count: number): RegionPlace['kind'] => {
  if (index === 0) return 'SYSTEM'
  const places = Math.max(2, Math.round(count / 40))
  if (index <= places) return 'PLACE'
  return index <= places + Math.round(count / 8) ? 'NEIGHBOURHOOD' : 'PRACTICE'
}

const wider = { SYSTEM: null, PLACE: 'SYSTEM', NEIGHBOURHOOD: 'PLACE', PRACTICE: 'NEIGHBOURHOOD' } as const

const placesOf = (count: number, idOf: RegionPlan['idOf']): readonly RegionPlace[] => {
  const places: RegionPlace[] = []
  const byKind = new Map<string, number[]>()
  for (let index = 0; index < count; index += 1) {
    const kind = kindOf(index, count)
    const above = byKind.get(wider[kind] ?? '') ?? []
    const parent = above.length === 0 ? null : (above[index % above.length] ?? null)
    places.push({ id: LocalityId.parse(idOf('locality', index)), index, kind, parent })
    byKind.set(kind, [...(byKind.get(kind) ?? []), index])
  }
  return places
}

/** How many series make about so many events, and how many localities they take. */
const sizesOf = ({ events, localities, metrics = 20, years = 10 }: RegionOptions) => {
  const ofSeries = 1 + years * 12 * EVENTS_A_MONTH + (years * EVENTS_OF_PROJECTS_A_YEAR) / metrics
  const ofLocality = EVENTS_OF_LOCALITY + years * EVENTS_OF_POPULATION_A_YEAR
  const ofMetrics = metrics * (2 + years)
  const room = (count: number) => Math.max(1, Math.ceil((events - ofMetrics - count * ofLocality) / ofSeries))
  const measurable = (count: number) => Math.floor(count * (1 - SHARE_MERGING)) - 1
  const alone = Math.ceil(events / (ofSeries * metrics + ofLocality) / (1 - SHARE_MERGING)) + 1
  const count = localities ?? Math.min(MOST_LOCALITIES, Math.max(FEWEST_LOCALITIES, alone))
  return { years, metrics, localities: count, series: Math.min(room(count), measurable(count) * metrics) }
}

/**
 * Plans a region: practices first, all metrics of one place before those of the next, so that charts and scorecards
 * are alike in regions of every size.
 */
export const planRegion = (options: RegionOptions): RegionPlan => {
  const sizes = sizesOf(options)
  const namespace = nameBasedIds(NAMESPACE)(`${options.seed}`)
  const named = nameBasedIds(namespace)
  const idOf: RegionPlan['idOf'] = (...of) => named(of.join('|'))
  const metrics = regionMetrics(sizes.metrics).map((metric, index) => ({
    ...metric,
    index,
    id: MetricId.parse(idOf('metric', index)),
  }))
  const places = placesOf(sizes.localities, idOf)
  const merging = new Set(
    places.slice(places.length - Math.ceil(places.length * SHARE_MERGING)).map(({ index }) => index),
  )
  const lasting = places.filter(({ index }) => index > 0 && !merging.has(index)).toReversed()
  const series = lasting
    .flatMap((place) => metrics.map((metric) => ({ place, metric })))
    .slice(0, sizes.series)
    .map(({ place, metric }, index) => ({ index, place, metric, id: seriesIdOf(metric.id, place.id, null) }))
  return {
    seed: options.seed,
    events: options.events,
    months: sizes.years * 12,
    chance: chanceOf(options.seed),
    namespace,
    idOf,
    metrics,
    places,
    merging,
    series,
    measuring: [...new Set(series.map(({ place }) => place))],
  }
}
