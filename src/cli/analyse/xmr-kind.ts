import type { Assurance } from '../../charts/assurance.js'
import { specialCauseLabel } from '../../charts/making-data-count-labels.js'
import { NHSR_PLOT_THE_DOTS } from '../../charts/making-data-count.js'
import type { Variation } from '../../charts/variation.js'
import { xmrChart } from '../../charts/xmr-chart.js'
import {
  flag,
  numbers,
  oneOf,
  optionalCount,
  optionalNumber,
  optionalTexts,
  periods,
  type Fields,
} from './fields.js'

const POINT_TYPES = {
  improvement: 'special_cause_improvement',
  concern: 'special_cause_concern',
  neutralHigh: 'special_cause_neutral_high',
  neutralLow: 'special_cause_neutral_low',
  commonCause: 'common_cause',
} as const satisfies Readonly<Record<Variation, string>>

const ASSURANCES = {
  pass: 'consistent_pass',
  fail: 'consistent_fail',
  hitOrMiss: 'inconsistent',
} as const satisfies Readonly<Record<Assurance, string>>

export type XmrResult = Readonly<{
  mean: readonly (number | null)[]
  lowerLimit: readonly (number | null)[]
  upperLimit: readonly (number | null)[]
  specialCause: readonly string[]
  pointType: readonly string[]
  assurance: string | null
}>

/** An XmR chart of Making Data Count, as NHSRplotthedots 0.2.2 has it, compared to the last digit as there. */
export const analyseXmr = (input: Fields): XmrResult => {
  const values = numbers(input, 'y')
  const dates = periods(input, 'period', values.length)
  const better = oneOf(input, 'improvementDirection', ['increase', 'decrease', 'neutral'])
  const target = optionalNumber(input, 'target')
  const baseline = optionalCount(input, 'fixAfterPoints')
  // A date that is none of the periods begins no phase, as in the reference implementation.
  const rebase = new Set(optionalTexts(input, 'rebaseAt'))
  const chart = xmrChart(values, {
    rules: NHSR_PLOT_THE_DOTS,
    better,
    target,
    rebaseAt: dates.flatMap((date, index) => (rebase.has(date) ? [index] : [])),
    screened: flag(input, 'screenOutliers', true),
    ...(baseline === null ? {} : { baseline }),
    tolerance: 0,
  })
  const { points, assurance } = chart
  return {
    mean: points.map(({ mean }) => finite(mean)),
    lowerLimit: points.map(({ lower }) => finite(lower)),
    upperLimit: points.map(({ upper }) => finite(upper)),
    specialCause: points.map(({ specialCause }) => specialCauseLabel(specialCause ?? undefined)),
    pointType: points.map(({ variation }) => POINT_TYPES[variation ?? 'commonCause']),
    assurance: assuranceWord(assurance, target !== null && better !== 'neutral'),
  }
}

/** The reference implementation calls a target inconsistent where there are no limits to compare it with. */
const assuranceWord = (assurance: Assurance | null, asked: boolean): string | null =>
  assurance !== null ? ASSURANCES[assurance] : asked ? ASSURANCES.hitOrMiss : null

const finite = (value: number | null): number | null =>
  value !== null && Number.isFinite(value) ? value : null
