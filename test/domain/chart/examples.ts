import type { ChartFacts } from '../../../src/domain/chart/chart-facts.js'
import type { ChartEvent } from '../../../src/domain/chart/events.js'
import { PhaseId } from '../../../src/domain/ids.js'
import type { MetricEvent } from '../../../src/domain/metric/events.js'
import { metric } from '../../../src/domain/metric/metric.js'
import type { SeriesEvent } from '../../../src/domain/series/events.js'
import { series } from '../../../src/domain/series/series.js'
import { defined, type Kind } from '../metric/examples.js'
import { opened, recorded, seriesId } from '../series/examples.js'

export { seriesId }

export const today = '2024-06-15'
export const phaseId = PhaseId.parse('018f2b6e-0000-7000-9000-0000000000f1')
export const otherPhaseId = PhaseId.parse('018f2b6e-0000-7000-9000-0000000000f2')

/** Readings for January to May 2024. */
export const readings: readonly SeriesEvent[] = [1, 2, 3, 4, 5].map((month) =>
  recorded({ value: 10 + month }, `2024-0${month}-01`),
)

/** What the decision knows of others: a metric of a kind, and what its series has. */
export const facts = (
  kind: Kind = 'count',
  others: { values?: object; history?: readonly SeriesEvent[]; then?: readonly MetricEvent[] } = {},
): ChartFacts => {
  const measured = [defined(kind, others.values), ...(others.then ?? [])].reduce(
    metric.evolve,
    metric.initial,
  )
  const open = [opened, ...(others.history ?? readings)].reduce(series.evolve, series.initial)
  if (measured.status === 'undefined' || open.status === 'unopened')
    throw new Error('It was defined and opened')
  return { series: { metric: measured, periods: open.periods }, today }
}

/** Nothing was ever recorded in the series. */
export const unopened: ChartFacts = { series: null, today }

type Data<Type extends ChartEvent['type']> = Extract<ChartEvent, { type: Type }>['data']

export const defaultsSet = (data: Partial<Data<'ChartDefaultsSet'>> = {}): ChartEvent => ({
  type: 'ChartDefaultsSet',
  data: { seriesId, chartType: 'RUN', ruleSet: 'anhoej-2014', baseline: null, ...data },
})

export const proposed = (data: Partial<Data<'PhaseProposed'>> = {}): ChartEvent => ({
  type: 'PhaseProposed',
  data: {
    seriesId,
    proposalId: phaseId,
    from: '2024-03-01',
    method: 'SUSTAINED_RUN',
    evidence: { runLength: 9 },
    ...data,
  },
})

/** As a person who begins a phase without a proposal has it recorded. */
export const begun: ChartEvent = {
  type: 'PhaseProposed',
  data: { seriesId, proposalId: phaseId, from: '2024-03-01', method: 'PERSON' },
}

export const declined: ChartEvent = {
  type: 'PhaseProposalDeclined',
  data: { seriesId, proposalId: phaseId, reason: 'A change of recording' },
}

export const accepted = (data: Partial<Data<'PhaseAccepted'>> = {}): ChartEvent => ({
  type: 'PhaseAccepted',
  data: { seriesId, phaseId, from: '2024-03-01', reason: 'The pathway is in use', ...data },
})

export const withdrawn: ChartEvent = {
  type: 'PhaseWithdrawn',
  data: { seriesId, phaseId, reason: 'It did not last' },
}

export const excluded: ChartEvent = {
  type: 'PointExcluded',
  data: { seriesId, period: '2024-02-01', reason: 'The clinic was closed' },
}

export const included: ChartEvent = {
  type: 'PointIncluded',
  data: { seriesId, period: '2024-02-01', reason: 'Closures belong to it' },
}
