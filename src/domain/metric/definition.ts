import { type Refusal, refuse } from '../../eventsourcing/decider.js'
import { without } from '../without.js'
import type { DefinitionInput } from './commands.js'
import type { MetricDefinition } from './events.js'
import { MetricRefusal } from './refusals.js'
import { requirementsOf } from './statistics.js'
import { AggregationRule, Cadence, Nature, Statistic, YearStart } from './vocabulary.js'

type Refusals = readonly Refusal<MetricRefusal>[]

export type CompletedDefinition =
  | { readonly kind: 'complete'; readonly definition: MetricDefinition }
  | { readonly kind: 'refused'; readonly refusals: Refusals }

const fault = (code: MetricRefusal, message: string, field: string): Refusals =>
  refuse(code, message, `definition.${field}`).refusals

const refuseQualitative = (input: DefinitionInput): Refusals => {
  const leaveOut = (what: string) => `A qualitative metric takes words, not figures; leave out ${what}`
  const unexpected: readonly [keyof DefinitionInput, MetricRefusal, string][] = [
    ['statistic', MetricRefusal.StatisticNotExpected, 'the statistic'],
    ['numerator', MetricRefusal.NumeratorNotExpected, 'the numerator'],
    ['denominator', MetricRefusal.DenominatorNotExpected, 'the denominator'],
    ['scale', MetricRefusal.ScaleNotExpected, 'the scale'],
    ['percentile', MetricRefusal.PercentileNotExpected, 'the percentile'],
  ]
  return [
    ...unexpected.flatMap(([field, code, what]) =>
      input[field] === undefined ? [] : fault(code, leaveOut(what), field),
    ),
    ...refuseMultiplier(input, 1),
    ...refuseAggregation(input, [AggregationRule.None]),
  ]
}

const refuseComponents = (input: DefinitionInput, statistic: Statistic): Refusals => {
  const { components } = requirementsOf(statistic)
  if (components === 'free') return []
  const given = [
    ['numerator', MetricRefusal.NumeratorMissing, MetricRefusal.NumeratorNotExpected],
    ['denominator', MetricRefusal.DenominatorMissing, MetricRefusal.DenominatorNotExpected],
  ] as const
  return given.flatMap(([field, missing, unexpected]) => {
    if (components === 'needed' && input[field] === undefined) {
      return fault(missing, `Say what the ${field} of the ${statistic.toLowerCase()} counts`, field)
    }
    if (components === 'none' && input[field] !== undefined) {
      return fault(
        unexpected,
        `A ${statistic.toLowerCase()} has no ${field}; leave it out, or choose RATE`,
        field,
      )
    }
    return []
  })
}

/** `only`: the one multiplier that makes sense; null: any above 0, and it must be given. */
const refuseMultiplier = ({ multiplier }: DefinitionInput, only: number | null): Refusals => {
  if (only === null) {
    if (multiplier === undefined) {
      const message = 'Give the multiplier of the rate, such as 100000 for a rate per 100,000'
      return fault(MetricRefusal.MultiplierMissing, message, 'multiplier')
    }
    return multiplier > 0
      ? []
      : fault(MetricRefusal.MultiplierImpossible, 'Give a multiplier above 0, such as 100000', 'multiplier')
  }
  if (multiplier === undefined || multiplier === only) return []
  const message = `The multiplier can only be ${only} here; leave it out, or choose RATE`
  return fault(MetricRefusal.MultiplierImpossible, message, 'multiplier')
}

const refuseScale = ({ scale }: DefinitionInput, statistic: Statistic): Refusals => {
  if (statistic !== Statistic.Score) {
    const message = 'Only a score has a scale; leave it out, or choose SCORE'
    return scale === undefined ? [] : fault(MetricRefusal.ScaleNotExpected, message, 'scale')
  }
  if (scale === undefined) {
    const message = 'Give the lowest and the highest value that the score can have'
    return fault(MetricRefusal.ScaleMissing, message, 'scale')
  }
  if (scale.lowest < scale.highest) return []
  const message = `Give a highest value above the lowest, ${scale.lowest}`
  return fault(MetricRefusal.ScaleUpsideDown, message, 'scale.highest')
}

const refusePercentile = ({ percentile }: DefinitionInput, statistic: Statistic): Refusals => {
  if (statistic !== Statistic.Percentile) {
    const message = 'Only a PERCENTILE says which; leave it out'
    return percentile === undefined ? [] : fault(MetricRefusal.PercentileNotExpected, message, 'percentile')
  }
  if (percentile === undefined) {
    return fault(MetricRefusal.PercentileMissing, 'Say which percentile, such as 90', 'percentile')
  }
  if (percentile > 0 && percentile < 100) return []
  const message = 'Give a percentile above 0 and below 100, such as 90'
  return fault(MetricRefusal.PercentileOutOfRange, message, 'percentile')
}

const refuseAggregation = (
  { aggregation }: DefinitionInput,
  possible: readonly AggregationRule[],
): Refusals => {
  if (aggregation === undefined || possible.includes(aggregation)) return []
  const message = `Its values cannot be aggregated by ${aggregation}; choose ${possible.join(' or ')}`
  return fault(MetricRefusal.AggregationImpossible, message, 'aggregation')
}

const refuseYearStart = ({ cadence, yearStartsIn }: DefinitionInput): Refusals =>
  yearStartsIn === undefined || cadence === Cadence.Year
    ? []
    : fault(
        MetricRefusal.YearStartNotExpected,
        'Only a metric measured by the YEAR says in which month its years start; leave it out',
        'yearStartsIn',
      )

/** What the statistic makes of the values of several localities, unless a standardisation forbids it. */
const aggregationOf = ({ standardisation }: DefinitionInput, statistic: Statistic): AggregationRule =>
  standardisation === undefined ? requirementsOf(statistic).aggregation : AggregationRule.None

const refuseQuantitative = (input: DefinitionInput): Refusals => {
  const { statistic } = input
  if (statistic === undefined) {
    const message = 'Choose the statistic: COUNT, RATE, PERCENTAGE, MEAN, SCORE or PERCENTILE'
    return fault(MetricRefusal.StatisticMissing, message, 'statistic')
  }
  return [
    ...refuseComponents(input, statistic),
    ...refuseMultiplier(input, requirementsOf(statistic).multiplier),
    ...refuseScale(input, statistic),
    ...refusePercentile(input, statistic),
    ...refuseAggregation(input, [...new Set([aggregationOf(input, statistic), AggregationRule.None])]),
  ]
}

/**
 * What a caller says of a metric, with what follows from the statistic filled in: multiplier, unit, aggregation
 * rule and start of the year. Refuses what contradicts it, everything at once, with fields below `definition`.
 */
export const completeDefinition = (input: DefinitionInput): CompletedDefinition => {
  const qualitative = input.nature === Nature.Qualitative
  const refusals = [
    ...(qualitative ? refuseQualitative(input) : refuseQuantitative(input)),
    ...refuseYearStart(input),
  ]
  if (refusals.length > 0) return { kind: 'refused', refusals }
  const { statistic } = input
  const multiplier = input.multiplier ?? (statistic === Statistic.Percentage ? 100 : 1)
  const derived = {
    multiplier,
    unit: input.unit ?? (statistic === undefined ? 'narrative' : requirementsOf(statistic).unit(multiplier)),
    aggregation:
      input.aggregation ?? (statistic === undefined ? AggregationRule.None : aggregationOf(input, statistic)),
    ...(input.cadence === Cadence.Year ? { yearStartsIn: input.yearStartsIn ?? YearStart.January } : {}),
  }
  return { kind: 'complete', definition: { ...without(input), ...derived } }
}
