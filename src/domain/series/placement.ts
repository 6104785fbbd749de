import type { Refusal } from '../../eventsourcing/decider.js'
import { nextPeriod } from '../calendar.js'
import type { LocalityId, MetricId } from '../ids.js'
import type { Life } from '../locality/locality.js'
import type { MetricDefinition } from '../metric/events.js'
import { type DefinedMetric, definitionAt, type MetricState, type MetricVersion } from '../metric/metric.js'
import { refusal } from './refusal.js'
import { SeriesRefusal } from './refusals.js'

type Refusals = readonly Refusal<SeriesRefusal>[]

/** What a decision on a reading needs to know of others. */
export interface ReadingFacts {
  readonly metric: MetricState
  /** When the locality exists; null when there is no such locality. */
  readonly locality: Life | null
  /** The day on which it is decided, as people there have it. */
  readonly today: string
}

/** Which series, and which of its periods. */
export interface Place {
  readonly metricId: MetricId
  readonly localityId: LocalityId
  readonly category?: string | undefined
  readonly period: string
}

/** The definition by which a period is measured, and all that speaks against measuring there. */
export interface Placed {
  /** null when there is no such metric. */
  readonly version: MetricVersion | null
  readonly refusals: Refusals
}

/** Most categories that a message lists. */
const listed = 20

/** Refuses a category that the metric has not, and none where it has some; `field` is that of the category. */
export const refuseCategory = (
  { breakdown }: MetricDefinition,
  category: string | undefined,
  field = 'category',
): Refusals => {
  if (breakdown === undefined) {
    const message = 'This metric is not broken down; leave the category out'
    return category === undefined ? [] : refusal(SeriesRefusal.CategoryNotExpected, message, field)
  }
  if (breakdown.categories.some(({ code }) => code === category)) return []
  const codes = breakdown.categories.slice(0, listed).map(({ code, label }) => `${code} (${label})`)
  const more = breakdown.categories.length - codes.length
  const choice = `${breakdown.dimension}: ${codes.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
  return category === undefined
    ? refusal(SeriesRefusal.CategoryMissing, `Give the category of ${choice}`, field)
    : refusal(SeriesRefusal.CategoryUnknown, `${category} is not a category of ${choice}`, field)
}

const refuseMetric = ({ validFrom, retirement }: DefinedMetric, period: string): Refusals => {
  if (validFrom !== null && period < validFrom) {
    const message = `The metric is measured from ${validFrom} on; give that period or a later one`
    return refusal(SeriesRefusal.MetricNotValidYet, message, 'period')
  }
  if (retirement === null || period < retirement.retiredOn) return []
  const instead =
    retirement.successorId === null ? 'another metric' : `its successor ${retirement.successorId}`
  const message = `The metric was retired on ${retirement.retiredOn}; give an earlier period, or use ${instead}`
  return refusal(SeriesRefusal.MetricRetired, message, 'metricId')
}

/** A locality that exists for a part of the period can be measured in it. `endOf` is null where it is not known. */
const refuseLocality = (
  life: Life | null,
  period: string,
  endOf: ((period: string) => string) | null,
): Refusals => {
  if (life === null) {
    return refusal(
      SeriesRefusal.LocalityNotFound,
      'No locality has this id; register it first, or look up its id by its code',
      'localityId',
    )
  }
  if (life.openedOn > period && endOf !== null && life.openedOn >= endOf(period)) {
    const message = `The locality was opened on ${life.openedOn}, after this period; give a later one`
    return refusal(SeriesRefusal.LocalityNotOpen, message, 'period')
  }
  if (life.closedOn === null || period < life.closedOn) return []
  const message = `The locality exists no longer from ${life.closedOn} on; give an earlier period, or record for its successor`
  return refusal(SeriesRefusal.LocalityClosed, message, 'period')
}

/** Whether metric, locality and category can be measured in a period, and by which definition. */
export const placeReading = (place: Place, { metric, locality }: ReadingFacts): Placed => {
  const { category, period } = place
  if (metric.status === 'undefined') {
    const unknown = refusal(
      SeriesRefusal.MetricNotFound,
      'No metric has this id; define it first, or look up its id by its code',
      'metricId',
    )
    return { version: null, refusals: [...unknown, ...refuseLocality(locality, period, null)] }
  }
  const version = definitionAt(metric, period)
  const { definition } = version
  return {
    version,
    refusals: refuseMetric(metric, period).concat(
      refuseLocality(locality, period, (day) => nextPeriod(definition, day)),
      refuseCategory(definition, category),
    ),
  }
}
