import { periodEnd, type Periodicity } from '../../domain/calendar.js'
import type { AnnotationKind, ViewAnnotation } from '../../rendering/run-chart-view.js'
import type { ChartRows } from './chart-rows.js'

/** A mark on the chart and what it stands for. */
export interface ChartAnnotation extends ViewAnnotation {
  readonly cycleId: string | null
  readonly milestoneId: string | null
}

const decisionWords: Readonly<Record<string, string>> = {
  ADOPT: 'adopted',
  ADAPT: 'adapted',
  ABANDON: 'abandoned',
}

const ofCycle = (cycle: ChartRows['cycles'][number]): ChartAnnotation[] => {
  const mark = (on: string | null, kind: AnnotationKind, label: string): ChartAnnotation[] =>
    on === null ? [] : [{ on, kind, label, detail: cycle.change, cycleId: cycle.id, milestoneId: null }]
  const decided = decisionWords[cycle.decision ?? ''] ?? 'decided'
  return [
    ...mark(cycle.startedOn, 'CYCLE_STARTED', cycle.title),
    ...mark(cycle.decidedOn, 'CYCLE_DECIDED', `${cycle.title}: ${decided}`),
  ]
}

const ofMilestone = (milestone: ChartRows['milestones'][number]): ChartAnnotation[] => {
  const mark = (on: string, kind: AnnotationKind): ChartAnnotation => ({
    on,
    kind,
    label: milestone.title,
    detail: milestone.description,
    cycleId: null,
    milestoneId: milestone.id,
  })
  switch (milestone.status) {
    case 'ACHIEVED':
      return [mark(milestone.achievedOn ?? milestone.forecastOn, 'MILESTONE_ACHIEVED')]
    case 'MISSED':
      return [mark(milestone.missedOn ?? milestone.forecastOn, 'MILESTONE_MISSED')]
    case 'CANCELLED':
      return []
    default:
      return [mark(milestone.forecastOn, 'MILESTONE_DUE')]
  }
}

/**
 * What happened at the locality while the chart runs: starts and decisions of cycles, and milestones, by day.
 * That they lie near a change of the values says nothing about why the values changed.
 */
export const chartAnnotations = (
  rows: Pick<ChartRows, 'cycles' | 'milestones'>,
  periods: readonly string[],
  periodicity: Periodicity,
): ChartAnnotation[] => {
  const [first, last] = [periods[0], periods.at(-1)]
  if (first === undefined || last === undefined) return []
  const end = periodEnd(periodicity, last)
  return [...rows.cycles.flatMap(ofCycle), ...rows.milestones.flatMap(ofMilestone)]
    .filter(({ on }) => first <= on && on < end)
    .sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
}
