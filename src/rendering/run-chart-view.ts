import type { Direction } from '../charts/describe-run-chart.js'
import type { Cadence } from '../charts/english-period.js'
import type { RunChart } from '../charts/run-chart.js'

/** One period of the picture. */
export type ViewPoint = Readonly<{
  /** First day of the period, `2016-04-01`. */
  period: string
  value: number | null
  numerator?: number | null
  denominator?: number | null
  /** Why there is no value. */
  missingReason?: string | null
}>

/** A target while it held. */
export type ViewTarget = Readonly<{
  value: number
  from: string
  /** First day on which it held no longer; null: still does. */
  to: string | null
}>

export type AnnotationKind =
  'CYCLE_STARTED' | 'CYCLE_DECIDED' | 'MILESTONE_DUE' | 'MILESTONE_ACHIEVED' | 'MILESTONE_MISSED' | 'NOTE'

/** Something that happened on a day, to be marked on the chart. Never a claim that it changed the values. */
export type ViewAnnotation = Readonly<{
  on: string
  kind: AnnotationKind
  label: string
  detail?: string | null
}>

/** All that a picture of a run chart shows, and nothing that it has to look up. */
export type RunChartView = Readonly<{
  metricName: string
  localityName: string
  /** Label of the part of a breakdown; null: the whole. */
  categoryLabel: string | null
  unit: string
  direction: Direction
  cadence: Cadence
  /** In period order, every period present. */
  points: readonly ViewPoint[]
  /** The analysis of the same points, in the same order. */
  chart: RunChart
  targets: readonly ViewTarget[]
  annotations: readonly ViewAnnotation[]
  /** Where the readings come from, in words for people. */
  source?: string | null
  /** Made up for a demonstration: said on the picture. */
  synthetic?: boolean
}>
