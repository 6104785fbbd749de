import { AggregationRule, Direction, Statistic } from '../../src/domain/metric/vocabulary.js'
import type { Values } from './said.js'

/** What a metric of the region measures, and how its values usually lie. */
export interface RegionMetric {
  readonly code: string
  readonly name: string
  readonly statistic: Statistic
  readonly direction: Direction
  /** Middle of its values; of shares in percent. */
  readonly level: number
  /** Standard deviation as a share of the level. */
  readonly spread: number
}

const { Increase, Decrease } = Direction
const { Count, Rate, Percentage, Mean, Score, Percentile } = Statistic

type Line = readonly [string, string, Statistic, Direction, number, number]

const lines: readonly Line[] = [
  ['ea65', 'Emergency admissions, age 65 and over', Rate, Decrease, 2_100, 0.05],
  ['care-plan', 'People with a shared care plan', Percentage, Increase, 55, 0.06],
  ['falls-harm', 'Falls with harm in care homes', Count, Decrease, 14, 0.25],
  ['discharge-delay', 'Days from ready for discharge to discharge', Mean, Decrease, 3.1, 0.12],
  ['coordination', 'Experience of coordinated care', Score, Increase, 9.4, 0.05],
  ['stay-p90', 'Length of stay, 90th percentile', Percentile, Decrease, 19, 0.08],
  ['four-hours', 'Seen within four hours', Percentage, Increase, 76, 0.05],
  ['readmissions', 'Readmissions within 30 days', Percentage, Decrease, 11, 0.08],
  ['ambulatory', 'Admissions for ambulatory care conditions', Rate, Decrease, 180, 0.07],
  ['medicines-review', 'Medicines reviewed in the last year', Percentage, Increase, 62, 0.05],
  ['frailty-known', 'Frailty score recorded', Percentage, Increase, 48, 0.06],
  ['two-hours', 'Crisis response within two hours', Percentage, Increase, 71, 0.07],
  ['end-of-life', 'Died in the place of choice', Percentage, Increase, 58, 0.08],
  ['carers', 'Carers offered support', Count, Increase, 40, 0.18],
  ['dementia', 'Dementia diagnosed of those expected', Percentage, Increase, 63, 0.03],
  ['vaccinated', 'Vaccinated against influenza, age 65 and over', Percentage, Increase, 74, 0.04],
  ['calls', 'Calls for advice', Count, Increase, 320, 0.1],
  ['wait', 'Days from referral to first contact', Mean, Decrease, 21, 0.1],
  ['virtual-ward', 'People on virtual wards', Rate, Increase, 35, 0.12],
  ['confidence', 'Confidence in managing own health', Score, Increase, 10.2, 0.04],
]

/** So many metrics; after twenty their names begin again with a number. */
export const regionMetrics = (count: number): readonly RegionMetric[] =>
  Array.from({ length: count }, (_, index) => {
    const [code, name, statistic, direction, level, spread] = lines[index % lines.length] as Line
    const round = Math.floor(index / lines.length)
    const again = round === 0 ? '' : String(round + 1)
    return {
      code: `${code}${again && `-${again}`}`,
      name: `${name}${again && ` ${again}`}`,
      statistic,
      direction,
      level,
      spread,
    }
  })

const isRatio = (statistic: Statistic): boolean => statistic === Rate || statistic === Percentage

/** The definition in one of its versions, from 1. */
export const definitionOf = ({ name, statistic, direction }: RegionMetric, version: number): Values => ({
  name,
  description: `${name}, as the region has agreed to measure it (version ${String(version)}).`,
  statistic,
  ...(isRatio(statistic) && { numerator: `${name}: those counted`, denominator: 'All who could be counted' }),
  ...(statistic === Rate && { multiplier: 100_000 }),
  ...(statistic === Mean || statistic === Percentile ? { unit: 'days' } : {}),
  ...(statistic === Score && { unit: 'points', scale: { lowest: 0, highest: 15 } }),
  ...(statistic === Percentile && { percentile: 90, aggregation: AggregationRule.None }),
  direction,
  cadence: 'MONTH',
  purpose: 'BOTH',
  reliability: 'B',
  source: 'Returns of the teams',
  typicalLagDays: 20,
  caveats: version === 1 ? [] : ['Those who moved within the month count where they moved to.'],
})

/** The figures of a reading that lies so many standard deviations from the metric's middle. */
export const figuresOf = (metric: RegionMetric, size: number, deviations: number): Values => {
  const value = metric.level * (1 + metric.spread * deviations)
  switch (metric.statistic) {
    case Percentage: {
      const denominator = 40 + Math.round(size * 400)
      return { numerator: Math.round((denominator * Math.min(98, Math.max(1, value))) / 100), denominator }
    }
    case Rate: {
      const denominator = 2_000 + Math.round(size * 20_000)
      return { numerator: Math.max(0, Math.round((denominator * value) / 100_000)), denominator }
    }
    case Count:
      return { value: Math.max(0, Math.round(value * (0.5 + size))) }
    case Score:
      return {
        value: Math.min(15, Math.max(0, Number(value.toFixed(2)))),
        sampleSize: 12 + Math.round(size * 60),
      }
    case Mean:
    case Percentile:
      return { value: Math.max(0, Number(value.toFixed(2))), sampleSize: 20 + Math.round(size * 90) }
  }
}
