import { englishDate } from '../charts/english-period.js'
import { boundary } from './chart-lines.js'
import type { ChartView } from './chart-view.js'
import { periodWords } from './chart-words.js'
import type { AnnotationKind } from './run-chart-view.js'
import type { TimeAxis } from './time-axis.js'

/** What is marked across the plot, and what the key says of it. */
export type ChartMark = Readonly<{ at: number; text: string; isPhase: boolean }>

/** The kinds of annotations in words. */
export const annotationWords: Readonly<Record<AnnotationKind, string>> = {
  CYCLE_STARTED: 'Cycle started',
  CYCLE_DECIDED: 'Cycle decided',
  MILESTONE_DUE: 'Milestone due',
  MILESTONE_ACHIEVED: 'Milestone achieved',
  MILESTONE_MISSED: 'Milestone missed',
  NOTE: 'Note',
}

/** Annotations and beginnings of phases within the axis, in order. */
export const chartMarks = (view: ChartView, axis: TimeAxis): ChartMark[] =>
  [...phaseMarks(view, axis), ...annotationMarks(view)]
    .filter(({ at }) => at >= axis.from && at < axis.to)
    .toSorted((one, other) => one.at - other.at)

const annotationMarks = ({ annotations }: ChartView): ChartMark[] =>
  annotations.map(({ on, kind, label, detail }) => ({
    at: Date.parse(on),
    text: `${englishDate(on)} · ${annotationWords[kind]}: ${label}${detail ? ` (${detail})` : ''}`,
    isPhase: false,
  }))

/** Of all phases but the first, between the last point of the one and the first of the next. */
const phaseMarks = ({ chart, points, phases, cadence }: ChartView, axis: TimeAxis): ChartMark[] =>
  chart.phases.slice(1).map(({ from }) => {
    const period = points[from]?.period ?? ''
    const reason = phases.find((phase) => phase.period === period)?.reason
    return {
      at: boundary(points, axis, from),
      text: `${periodWords(period, cadence)} · New phase, with lines of its own${reason ? `: ${reason}` : ''}`,
      isPhase: true,
    }
  })
