import { correctReading } from '../../src/application/series/correct-reading.js'
import { declarePeriodMissing } from '../../src/application/series/declare-period-missing.js'
import { recordReading } from '../../src/application/series/record-reading.js'
import { recordReadings } from '../../src/application/series/record-readings.js'
import { withdrawReading } from '../../src/application/series/withdraw-reading.js'
import {
  CorrectReading,
  DeclarePeriodMissing,
  RecordReading,
  RecordReadings,
  WithdrawReading,
} from '../../src/domain/series/commands.js'
import { figuresOf } from './metrics.js'
import { monthOf, type RegionPlan, type RegionSeries } from './region-plan.js'
import { type Said, saying, type Values } from './said.js'

const record = saying('recordReading', RecordReading, recordReading)
const recordMany = saying('recordReadings', RecordReadings, recordReadings)
const declareMissing = saying('declarePeriodMissing', DeclarePeriodMissing, declarePeriodMissing)
const correct = saying('correctReading', CorrectReading, correctReading)
const withdraw = saying('withdrawReading', WithdrawReading, withdrawReading)

const IMPORT = 'monthly return'
const LARGEST_IMPORT = 200

const MISSING = 0.02
const SILENT = 0.005
const CORRECTED = 0.035
const WITHDRAWN = 0.01
/** In one series of three something changes for good. */
const SHIFTING = 0.33

const teamOf = ({ place }: RegionSeries): string => `team ${String(place.index)}`

const outcomeOf = ({ chance }: RegionPlan, { index }: RegionSeries, month: number) => {
  const drawn = chance.at('outcome', index, month)
  if (drawn < MISSING) return 'missing'
  return drawn < MISSING + SILENT ? 'silent' : 'recorded'
}

/** Noise of its own, more of it in winter, and in some series a shift that stays. */
const deviationsOf = ({ chance, months }: RegionPlan, { index }: RegionSeries, month: number): number => {
  const winter = 0.6 * Math.cos((((month + 3) % 12) / 6) * Math.PI)
  const shifts = chance.at('shifts', index) < SHIFTING
  const shiftFrom = Math.floor(months * (0.2 + 0.6 * chance.at('from', index)))
  const shift = shifts && month >= shiftFrom ? (chance.at('way', index) < 0.6 ? 2 : -2) : 0
  return winter + shift + chance.normal('noise', index, month)
}

const placeIn = (plan: RegionPlan, { metric, place }: RegionSeries, month: number): Values => ({
  metricId: metric.id,
  localityId: place.id,
  period: monthOf(plan, month),
})

/** What a series says of a month when it is asked for the n-th time. */
const measured = (plan: RegionPlan, series: RegionSeries, month: number, time: number): Values => ({
  ...figuresOf(
    series.metric,
    plan.chance.at('size', series.place.index) + 0.1 * plan.chance.at('grows', series.index, month),
    deviationsOf(plan, series, month) +
      (time === 0 ? 0 : 0.7 * plan.chance.normal('again', series.index, month)),
  ),
  source: series.metric.index % 2 === 0 ? 'Monthly return' : 'Counted by the team',
  grade: plan.chance.at('grade', series.index) < 0.7 ? 'A' : 'B',
})

/** What a series says of a month, as `recordReading` takes it. */
export const readingOf = (plan: RegionPlan, series: RegionSeries, month: number): Values => ({
  ...placeIn(plan, series, month),
  ...measured(plan, series, month, 0),
})

/** Half of the metrics come in returns for the whole region, a file for each metric. */
function* imports(plan: RegionPlan, month: number, recorded: readonly RegionSeries[]): Generator<Said> {
  for (const metric of plan.metrics.filter(({ index }) => index % 2 === 0)) {
    const file = recorded.filter((series) => series.metric === metric)
    for (let first = 0; first < file.length; first += LARGEST_IMPORT) {
      const part = file.slice(first, first + LARGEST_IMPORT)
      yield recordMany(IMPORT, { readings: part.map((series) => readingOf(plan, series, month)) })
    }
  }
}

/** The others are recorded by teams: mostly one at a time, two or three where they are counted together. */
function* byHand(plan: RegionPlan, month: number, recorded: readonly RegionSeries[]): Generator<Said> {
  const own = recorded.filter(({ metric }) => metric.index % 2 === 1)
  for (let next = 0; next < own.length;) {
    const first = own[next]
    if (first === undefined) return
    const wanted = Math.max(1, Math.ceil(plan.chance.at('together', first.index, month) * 5) - 2)
    const together = own.slice(next, next + wanted).filter(({ place }) => place === first.place)
    next += together.length
    const readings = together.map((series) => readingOf(plan, series, month))
    yield together.length === 1
      ? record(teamOf(first), readingOf(plan, first, month))
      : recordMany(teamOf(first), { readings })
  }
}

/** Readings of earlier months that prove to be wrong. */
function* secondThoughts(plan: RegionPlan, month: number): Generator<Said> {
  for (const series of plan.series) {
    const drawn = plan.chance.at('second', series.index, month)
    if (drawn >= CORRECTED + WITHDRAWN) continue
    const back = drawn < CORRECTED ? 1 : 2
    const earlier = month - back
    if (earlier < 0 || outcomeOf(plan, series, earlier) !== 'recorded') continue
    const { id: seriesId } = series
    const period = monthOf(plan, earlier)
    if (drawn < CORRECTED) {
      const reason = 'Late returns were added.'
      yield correct(teamOf(series), { seriesId, period, ...measured(plan, series, earlier, 1), reason })
      continue
    }
    yield withdraw(teamOf(series), { seriesId, period, reason: 'It was the figure of another month.' })
    if (drawn < CORRECTED + WITHDRAWN / 2) {
      yield record(teamOf(series), {
        ...placeIn(plan, series, earlier),
        ...measured(plan, series, earlier, 2),
      })
    }
  }
}

/** What is measured of a month, and what is put right of the months before. */
export function* readingsInMonth(plan: RegionPlan, month: number): Generator<Said> {
  const recorded: RegionSeries[] = []
  for (const series of plan.series) {
    const outcome = outcomeOf(plan, series, month)
    if (outcome === 'recorded') recorded.push(series)
    if (outcome !== 'missing') continue
    const reason = 'The system was being replaced, and nobody counted.'
    yield declareMissing(teamOf(series), { ...placeIn(plan, series, month), reason })
  }
  yield* imports(plan, month, recorded)
  yield* byHand(plan, month, recorded)
  yield* secondThoughts(plan, month)
}
