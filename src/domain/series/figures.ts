import type { Refusal } from '../../eventsourcing/decider.js'
import type { MetricDefinition } from '../metric/events.js'
import { Statistic } from '../metric/vocabulary.js'
import { LARGEST_AMOUNT } from '../values.js'
import type { Measurement } from './commands.js'
import { refusal } from './refusal.js'
import { SeriesRefusal } from './refusals.js'

type Refusals = readonly Refusal<SeriesRefusal>[]
type Figures = Pick<Measurement, 'value' | 'numerator' | 'denominator'>

type CompletedFigures =
  | { readonly kind: 'complete'; readonly figures: Figures }
  | { readonly kind: 'refused'; readonly refusals: Refusals }

const refused = (refusals: Refusals): CompletedFigures => ({ kind: 'refused', refusals })

/** Largest relative difference at which a value is taken for what numerator and denominator come to. */
const tolerance = 1e-9

/** Whether two values of a ratio agree, but for the last digits of the arithmetic. */
export const ratioAgrees = (one: number, other: number): boolean =>
  Math.abs(one - other) <= tolerance * Math.max(Math.abs(one), Math.abs(other))

/** −0 and 0 are one number to people and to JSON. */
const unsigned = (value: number): number => (value === 0 ? 0 : value)

/** Whether the statistic can have the value; the field is the value's. */
const refuseValue = ({ statistic, scale }: MetricDefinition, value: number): Refusals => {
  switch (statistic) {
    case Statistic.Count:
      if (value < 0) {
        return refusal(SeriesRefusal.CountNegative, 'A count cannot be negative; give 0 or more', 'value')
      }
      if (!Number.isInteger(value)) {
        return refusal(SeriesRefusal.CountNotWhole, 'Give the count as a whole number', 'value')
      }
      return Number.isSafeInteger(value)
        ? []
        : refusal(SeriesRefusal.ValueTooLarge, 'Give a count below nine thousand million million', 'value')
    case Statistic.Rate:
      return value < 0
        ? refusal(SeriesRefusal.RateNegative, 'A rate cannot be negative; give 0 or more', 'value')
        : []
    case Statistic.Percentage:
      return value < 0 || value > 100
        ? refusal(
            SeriesRefusal.PercentageOutOfRange,
            'A percentage lies between 0 and 100; give 95 for 95%',
            'value',
          )
        : []
    case Statistic.Score: {
      if (scale === undefined || (value >= scale.lowest && value <= scale.highest)) return []
      const message = `The scale of this score goes from ${scale.lowest} to ${scale.highest}; give a value on it`
      return refusal(SeriesRefusal.ScoreOffScale, message, 'value')
    }
    case Statistic.Mean:
    case Statistic.Percentile:
    case undefined:
      return []
  }
}

const refuseComponents = (definition: MetricDefinition, numerator: number, denominator: number): Refusals => [
  ...(numerator < 0
    ? refusal(SeriesRefusal.NumeratorNegative, 'A numerator cannot be negative; give 0 or more', 'numerator')
    : []),
  ...(denominator <= 0
    ? refusal(
        SeriesRefusal.DenominatorNotPositive,
        'Give a denominator above 0, or declare the period missing: nothing divided by nothing is not zero',
        'denominator',
      )
    : []),
  ...(definition.statistic === Statistic.Percentage && denominator > 0 && numerator > denominator
    ? refusal(
        SeriesRefusal.NumeratorAboveDenominator,
        'The numerator of a percentage is a part of the denominator; give at most the denominator',
        'numerator',
      )
    : []),
]

const completeRatio = (
  definition: MetricDefinition,
  numerator: number,
  denominator: number,
  said: number | undefined,
): CompletedFigures => {
  const refusals = refuseComponents(definition, numerator, denominator)
  if (refusals.length > 0) return refused(refusals)
  // Multiplied first: 7 of 100 is then 7%, not 7.000000000000001%.
  const value = (numerator * definition.multiplier) / denominator
  if (value > LARGEST_AMOUNT) {
    const message =
      'Numerator and denominator come to more than 10¹⁸; check both, and the multiplier of the metric'
    return refused(refusal(SeriesRefusal.ValueTooLarge, message, 'numerator'))
  }
  if (said !== undefined && !ratioAgrees(said, value)) {
    const message = `${numerator} / ${denominator} × ${definition.multiplier} is ${value}, not ${said}; give either, or both when they agree`
    return refused(refusal(SeriesRefusal.ValueContradictsRatio, message, 'value'))
  }
  return {
    kind: 'complete',
    figures: { value: unsigned(value), numerator: unsigned(numerator), denominator },
  }
}

const isRatio = ({ statistic }: MetricDefinition): boolean =>
  statistic === Statistic.Rate || statistic === Statistic.Percentage

const refuseRatioWhereNone = (definition: MetricDefinition, said: Measurement): Refusals => {
  const given = (['numerator', 'denominator'] as const).filter((field) => said[field] !== undefined)
  if (given.length === 0) return []
  const statistic = (definition.statistic ?? 'value').toLowerCase()
  const message = `The metric is a ${statistic} and takes a value only; leave it out, and give the value`
  return given.flatMap((field) => refusal(SeriesRefusal.RatioNotExpected, message, field))
}

/** The figures of a quantitative measurement, checked, with the value that a ratio comes to. */
export const completeFigures = (definition: MetricDefinition, said: Measurement): CompletedFigures => {
  const { value, numerator, denominator } = said
  const valueRefusals = value === undefined ? [] : refuseValue(definition, value)
  if (!isRatio(definition)) {
    const refusals = refuseRatioWhereNone(definition, said).concat(valueRefusals)
    if (refusals.length > 0) return refused(refusals)
  }
  if (numerator !== undefined && denominator !== undefined) {
    return valueRefusals.length > 0
      ? refused([...refuseComponents(definition, numerator, denominator), ...valueRefusals])
      : completeRatio(definition, numerator, denominator, value)
  }
  if (numerator !== undefined) {
    const message = 'Give the denominator, too, or the value alone'
    return refused([...valueRefusals, ...refusal(SeriesRefusal.DenominatorMissing, message, 'denominator')])
  }
  if (denominator !== undefined) {
    const message = 'Give the numerator, too, or the value alone'
    return refused([...valueRefusals, ...refusal(SeriesRefusal.NumeratorMissing, message, 'numerator')])
  }
  if (value === undefined) {
    const message = isRatio(definition)
      ? 'Give numerator and denominator, or the value; when there is none, declare the period missing'
      : 'Give the value; when there is none, declare the period missing'
    return refused(refusal(SeriesRefusal.ValueMissing, message, 'value'))
  }
  return valueRefusals.length > 0
    ? refused(valueRefusals)
    : { kind: 'complete', figures: { value: unsigned(value) } }
}
