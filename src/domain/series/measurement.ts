import type { Refusal } from '../../eventsourcing/decider.js'
import { boundariesNear, startsPeriod } from '../calendar.js'
import type { MetricDefinition } from '../metric/events.js'
import { Nature } from '../metric/vocabulary.js'
import type { Measurement } from './commands.js'
import { completeFigures, ratioAgrees } from './figures.js'
import { refusal } from './refusal.js'
import { SeriesRefusal } from './refusals.js'

type Refusals = readonly Refusal<SeriesRefusal>[]

/** A measurement as it is stored: with the value that numerator and denominator come to, nothing undefined. */
export type CheckedMeasurement =
  | { readonly kind: 'complete'; readonly measurement: Measurement }
  | { readonly kind: 'refused'; readonly refusals: Refusals }

/** Refuses a day on which no period of the metric begins, and a period that begins after today. */
export const refusePeriod = (definition: MetricDefinition, period: string, today: string): Refusals => {
  const offBoundary = startsPeriod(definition, period)
    ? []
    : refusal(
        SeriesRefusal.PeriodNotOnBoundary,
        `Name the period by its first day; ${boundariesNear(definition, period)}`,
        'period',
      )
  if (period <= today) return offBoundary
  const message = `The period begins after today, ${today}; record it once it has begun`
  return [...offBoundary, ...refusal(SeriesRefusal.PeriodInFuture, message, 'period')]
}

const refuseCollection = (collectedOn: string | undefined, period: string, today: string): Refusals => {
  if (collectedOn === undefined) return []
  if (collectedOn > today) {
    const message = `The day of collection is after today, ${today}; give the day on which it was collected`
    return refusal(SeriesRefusal.CollectedInFuture, message, 'collectedOn')
  }
  if (collectedOn < period) {
    const message = `Data cannot be collected before their period begins, on ${period}; correct the day or the period`
    return refusal(SeriesRefusal.CollectedBeforePeriod, message, 'collectedOn')
  }
  return []
}

const refuseWordsAndFigures = (definition: MetricDefinition, said: Measurement): Refusals => {
  if (definition.nature === Nature.Quantitative) {
    const message =
      'This metric takes figures; leave the narrative out, or record it for a qualitative metric'
    return said.narrative === undefined
      ? []
      : refusal(SeriesRefusal.NarrativeNotExpected, message, 'narrative')
  }
  const figures = (['value', 'numerator', 'denominator'] as const).filter(
    (field) => said[field] !== undefined,
  )
  if (figures.length > 0) {
    const message = 'This metric takes words, not figures; leave it out, and give the narrative'
    return figures.flatMap((field) => refusal(SeriesRefusal.ValueNotExpected, message, field))
  }
  const message = 'Give the narrative: what was said or seen'
  return said.narrative === undefined ? refusal(SeriesRefusal.NarrativeMissing, message, 'narrative') : []
}

const refuseEmptySample = ({ sampleSize, value, numerator }: Measurement): Refusals =>
  sampleSize === 0 && (value !== undefined || numerator !== undefined)
    ? refusal(
        SeriesRefusal.SampleEmpty,
        'A value cannot come from a sample of 0; correct the sample size, or declare the period missing',
        'sampleSize',
      )
    : []

/** Half a ratio is refused for its other half; that alone puts it right. */
const refuseVintageAlone = ({ numerator, denominator, denominatorVintage }: Measurement): Refusals =>
  denominatorVintage !== undefined && numerator === undefined && denominator === undefined
    ? refusal(
        SeriesRefusal.DenominatorVintageNotExpected,
        'There is no denominator that could be of a vintage; leave it out, or give numerator and denominator, too',
        'denominatorVintage',
      )
    : []

/**
 * Checks a measurement for a period against the metric's definition, and completes it: the value of a ratio is
 * numerator / denominator × multiplier. All that is wrong is refused at once; fields are those of the measurement,
 * and `period`.
 *
 * @param today the last day that is not in the future
 */
export const checkMeasurement = (
  definition: MetricDefinition,
  said: Measurement,
  period: string,
  today: string,
): CheckedMeasurement => {
  const completed = definition.nature === Nature.Quantitative ? completeFigures(definition, said) : null
  const refusals = refusePeriod(definition, period, today).concat(
    refuseCollection(said.collectedOn, period, today),
    refuseWordsAndFigures(definition, said),
    refuseEmptySample(said),
    refuseVintageAlone(said),
    completed?.kind === 'refused' ? completed.refusals : [],
  )
  if (refusals.length > 0) return { kind: 'refused', refusals }
  const figures = completed?.kind === 'complete' ? completed.figures : {}
  return { kind: 'complete', measurement: Object.assign(given(said), figures) }
}

const BESIDE = ['denominatorVintage', 'narrative', 'sampleSize', 'source', 'collectedOn', 'grade'] as const

/** What was said beside the figures, without what was left out. */
const given = (said: Measurement): Measurement => {
  const kept: Record<string, unknown> = {}
  for (const name of BESIDE) if (said[name] !== undefined) kept[name] = said[name]
  return kept
}

const sameValue = (stored: Measurement, said: Measurement): boolean => {
  if (stored.numerator === undefined) return stored.value === said.value
  return said.value === undefined || (stored.value !== undefined && ratioAgrees(stored.value, said.value))
}

/** Whether what is said now was said before. The value of a ratio need not be said: it follows. */
export const sameMeasurement = (stored: Measurement, said: Measurement): boolean =>
  stored.numerator === said.numerator &&
  stored.denominator === said.denominator &&
  sameValue(stored, said) &&
  stored.denominatorVintage === said.denominatorVintage &&
  stored.narrative === said.narrative &&
  stored.sampleSize === said.sampleSize &&
  stored.source === said.source &&
  stored.collectedOn === said.collectedOn &&
  stored.grade === said.grade
