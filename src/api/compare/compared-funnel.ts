import { englishPeriod } from '../../charts/english-period.js'
import type { Interval } from '../../charts/rates/confidence.js'
import { funnel, type Funnel, type FunnelLimits } from '../../charts/rates/funnel.js'
import type { SignificanceBand } from '../../charts/rates/significance-band.js'
import { Statistic } from '../../domain/metric/vocabulary.js'
import type { FunnelBand, FunnelLimit, FunnelView } from '../../rendering/funnel-view.js'
import { categoryLabelOf, periodicityOf } from '../chart/series-chart.js'
import type { ComparedLocality, ComparisonRows } from './comparison-rows.js'

/** A funnel with its units, everything in the unit of the metric. */
export interface ComparedFunnel {
  readonly funnel: Funnel
  readonly multiplier: number
  readonly widened: boolean
  readonly limits: readonly (FunnelLimit & { readonly denominator: number })[]
  readonly view: FunnelView
}

/** Why there is no funnel of a metric; null: there is one. */
export const noFunnelReason = ({ definition, localities }: ComparisonRows): string | null => {
  const { statistic } = definition
  if (statistic !== Statistic.Rate && statistic !== Statistic.Percentage) {
    return (
      `The values of this metric are a ${statistic ?? 'narrative'}: a funnel needs numerators and denominators, which ` +
      'only a RATE or a PERCENTAGE has. Compare the shapes of small multiples instead.'
    )
  }
  return localities.some(({ denominator }) => denominator !== null && denominator > 0)
    ? null
    : 'No locality has given a numerator and a denominator for these periods.'
}

const bands: Readonly<Record<SignificanceBand, FunnelBand>> = {
  LOW_99_8: 'low998',
  LOW_95: 'low95',
  WITHIN: 'within',
  HIGH_95: 'high95',
  HIGH_99_8: 'high998',
}

export const scaled = ({ lower, upper }: Interval, multiplier: number): Interval => ({
  lower: lower * multiplier,
  upper: upper * multiplier,
})

const limitOf = (
  { limits95, limits998 }: FunnelLimits,
  denominator: number,
  multiplier: number,
): FunnelLimit => ({
  denominator,
  lower95: limits95.lower * multiplier,
  upper95: limits95.upper * multiplier,
  lower998: limits998.lower * multiplier,
  upper998: limits998.upper * multiplier,
})

/** Points of a curve of limits. */
const curvePoints = 60

/** Limits by rising denominator, closer together where units are small and the curves bend. */
const curve = (found: Funnel, localities: readonly ComparedLocality[], multiplier: number): FunnelLimit[] => {
  const all = localities.flatMap(({ denominator }) =>
    denominator !== null && denominator > 0 ? [denominator] : [],
  )
  const [lowest, highest] = [Math.min(...all), Math.max(...all)]
  const steps = lowest === highest ? 1 : curvePoints
  return Array.from({ length: steps }, (_, index) =>
    steps === 1 ? lowest : lowest * (highest / lowest) ** (index / (steps - 1)),
  ).flatMap((denominator) => {
    const limits = found.limitsAt(denominator)
    return limits === null ? [] : [limitOf(limits, denominator, multiplier)]
  })
}

const periodLabel = ({ definition, from, to }: ComparisonRows): string => {
  if (from === null || to === null) return 'no period'
  const { cadence } = periodicityOf(definition)
  const first = englishPeriod(from, cadence)
  return from === to ? first : `${first} to ${englishPeriod(to, cadence)}`
}

/** The funnel of what is compared; null where there is none (see `noFunnelReason`). */
export const comparedFunnel = (rows: ComparisonRows, adjusted: boolean): ComparedFunnel | null => {
  if (noFunnelReason(rows) !== null) return null
  const { definition, localities, category } = rows
  const { multiplier } = definition
  const kind = definition.statistic === Statistic.Percentage ? 'proportion' : 'rate'
  const found = funnel(localities, { kind, adjusted })
  if (found === null) return null
  const widened = adjusted && (found.overdispersion?.tauSquared ?? 0) > 0
  const limits = curve(found, localities, multiplier)
  const label = categoryLabelOf(rows, category)
  return {
    funnel: found,
    multiplier,
    widened,
    limits,
    view: {
      metricName: label === null ? definition.name : `${definition.name}: ${label}`,
      periodLabel: periodLabel(rows),
      unit: definition.unit,
      denominatorUnit: definition.denominator,
      centreLine: found.target * multiplier,
      points: localities.flatMap(({ locality, denominator }, index) => {
        const unit = found.units[index] ?? null
        if (unit === null || denominator === null) return []
        return [{ name: locality.name, denominator, value: unit.value * multiplier, band: bands[unit.band] }]
      }),
      limits,
      overdispersed: widened,
      source: definition.source,
      synthetic: /\bsynthetic\b/i.test(definition.source ?? ''),
    },
  }
}
