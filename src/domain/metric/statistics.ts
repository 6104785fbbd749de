import { AggregationRule, Statistic } from './vocabulary.js'

/** What a statistic asks of a definition, and what follows from it. */
export interface Requirements {
  /** Whether the definition must say, must not say, or may say what numerator and denominator count. */
  readonly components: 'needed' | 'none' | 'free'
  /** The only multiplier that makes sense; null: any above 0. */
  readonly multiplier: number | null
  /** How values become one, as far as they can at all: ratios are never averaged. */
  readonly aggregation: AggregationRule
  /** The unit, when the definition names none. */
  readonly unit: (multiplier: number) => string
}

const perMany = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 })

/** The aggregation rules are those of "sum numerators and denominators, never average rates". */
export const requirementsOf = (statistic: Statistic): Requirements => {
  const { SumComponents, PooledWeighted, None } = AggregationRule
  switch (statistic) {
    case Statistic.Count:
      return { components: 'none', multiplier: 1, aggregation: SumComponents, unit: () => 'number' }
    case Statistic.Rate: {
      const unit = (multiplier: number) => (multiplier === 1 ? 'ratio' : `per ${perMany.format(multiplier)}`)
      return { components: 'needed', multiplier: null, aggregation: SumComponents, unit }
    }
    case Statistic.Percentage:
      return { components: 'needed', multiplier: 100, aggregation: SumComponents, unit: () => '%' }
    case Statistic.Mean:
      return { components: 'free', multiplier: 1, aggregation: PooledWeighted, unit: () => 'mean' }
    case Statistic.Score:
      return { components: 'free', multiplier: 1, aggregation: PooledWeighted, unit: () => 'points' }
    case Statistic.Percentile:
      return { components: 'free', multiplier: 1, aggregation: None, unit: () => 'value' }
  }
}
