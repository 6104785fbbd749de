import type { AnalysedChart } from '../charts/analysed-chart.js'
import type { Direction } from '../charts/describe-run-chart.js'
import type { Cadence } from '../charts/english-period.js'
import type { ViewAnnotation, ViewTarget } from './run-chart-view.js'

/** A period beside what the analysis says of it; its value stands there. */
export type ChartViewPoint = Readonly<{
  /** First day of the period, `2016-04-01`. */
  period: string
  numerator?: number | null
  denominator?: number | null
  /** Why there is no value. */
  missingReason?: string | null
  /** Why the point is drawn but left out of every calculation. */
  excludedReason?: string | null
}>

/** The beginning of a phase, as a person decided it. */
export type ChartViewPhase = Readonly<{
  /** First period of the phase. */
  period: string
  reason: string | null
}>

/** Why a chart should be read with care. */
export type ChartViewWarning = Readonly<{ code: string; message: string }>

/** All that a picture, a table or a sentence of a chart of any type shows, and nothing that it has to look up. */
export type ChartView = Readonly<{
  metricName: string
  localityName: string
  /** Label of the part of a breakdown; null: the whole. */
  categoryLabel: string | null
  unit: string
  direction: Direction
  cadence: Cadence
  /** In period order, every period present. */
  points: readonly ChartViewPoint[]
  /** The analysis of the same points, in the same order. */
  chart: AnalysedChart
  /** Beginnings of phases; what is not named here has no reason to show. */
  phases: readonly ChartViewPhase[]
  targets: readonly ViewTarget[]
  annotations: readonly ViewAnnotation[]
  warnings?: readonly ChartViewWarning[]
  /** Where the readings come from, in words for people. */
  source?: string | null
  /** Made up for a demonstration: said on the picture. */
  synthetic?: boolean
  /** As the metric is published; absent: as many as help. */
  decimals?: number | null
}>
