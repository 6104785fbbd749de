import type { ChartFacts } from '../../domain/chart/chart-facts.js'
import type { SeriesId } from '../../domain/ids.js'
import { metric } from '../../domain/metric/metric.js'
import { series } from '../../domain/series/series.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'

/** The day on which it is decided, `2024-04-01`. */
export interface Today {
  readonly today: string
}

/** Looks up the series of a chart and its metric. */
export const chartFacts = async (
  unit: UnitOfWork,
  seriesId: SeriesId,
  { today }: Today,
): Promise<ChartFacts> => {
  const open = await unit.read(series, seriesId)
  if (open.status === 'unopened') return { series: null, today }
  const measured = await unit.read(metric, open.metricId)
  if (measured.status === 'undefined') return { series: null, today }
  return { series: { metric: measured, periods: open.periods }, today }
}
