import { seriesIdOf, type LocalityId, type MetricId } from '../../../src/domain/ids.js'
import { type Api, uuid } from '../../support/api.js'
import { done } from '../../support/mutate.js'
import { registerTree } from '../locality/places.js'
import { defineMetrics, fallsDefinition } from '../metric/metrics.js'

export const rate = uuid('b', 4)
export const score = uuid('b', 5)
export const weekly = uuid('b', 6)
export const retired = uuid('b', 7)

/** The UUID of a series, as anyone can work it out. */
export const seriesOf = (metricId: string, localityId: string, category: string | null = null): string =>
  seriesIdOf(metricId as MetricId, localityId as LocalityId, category)

/**
 * Places, and metrics of every kind: the score is measured from 2023-06-01 on, and one is retired on
 * 2024-04-01.
 */
export const prepareMeasuring = async (api: Api): Promise<void> => {
  await registerTree(api)
  await defineMetrics(api)
  const define = (id: string, code: string, change: object, validFrom?: string) =>
    done(api, 'defineMetric', { id, code, definition: { ...fallsDefinition, ...change }, validFrom })
  await define(rate, 'rate', {
    statistic: 'RATE',
    numerator: 'Falls',
    denominator: 'People over 75',
    multiplier: 1000,
  })
  await define(score, 'score', { statistic: 'SCORE', scale: { lowest: 1, highest: 5 } }, '2023-06-01')
  await define(weekly, 'weekly', { cadence: 'WEEK' })
  await define(retired, 'retired', {})
  await done(api, 'retireMetric', { metricId: retired, retiredOn: '2024-04-01', reason: 'Counted otherwise' })
}
