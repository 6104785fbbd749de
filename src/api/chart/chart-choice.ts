import { z } from 'zod'

import { refuseFewPoints } from '../../domain/chart/baseline.js'
import { refuseChartType, refuseRuleSet, ruleSetsFor } from '../../domain/chart/chart-types.js'
import type { Baseline } from '../../domain/chart/events.js'
import { ChartType, RuleSet, RunsTable } from '../../domain/chart/vocabulary.js'
import type { Statistic } from '../../domain/metric/vocabulary.js'
import type { Refusal } from '../../eventsourcing/decider.js'
import { badFieldInput } from './bad-field-input.js'

/** The beginning of a phase as a reader asks for it. */
export interface ChosenPhase {
  readonly from: string
  readonly baselinePoints: number | null
}

/** What a reader asks for instead of what is stored; what is absent is as stored. */
export interface ChartChoice {
  readonly chartType?: ChartType
  readonly ruleSet?: RuleSet
  readonly runsTable?: RunsTable
  readonly pointsInARow?: 6 | 7
  /** null: all points. */
  readonly baseline?: Baseline | null
  readonly phases?: readonly ChosenPhase[]
}

const ruleSets = Object.values(RuleSet)
const mostPhases = 100

const points = z
  .number({ error: 'Give the number of points as a whole number' })
  .int({ error: 'Give the number of points as a whole number' })
  .max(10_000, { error: 'Give at most 10,000 points' })
const day = z.iso.date({ error: 'Give a day, such as 2024-04-01' })

const Choice = z.object({
  chartType: z
    .enum(ChartType, { error: `Choose the chart type: ${Object.values(ChartType).join(', ')}` })
    .nullish(),
  ruleSet: z.enum(RuleSet, { error: `Choose the rule set: ${ruleSets.join(', ')}` }).nullish(),
  ruleSetOptions: z
    .object({
      runsTable: z.enum(RunsTable, { error: 'Choose the runs table: PRINTED or EXACT' }).nullish(),
      pointsInARow: z
        .union([z.literal(6), z.literal(7)], {
          error: 'A shift or trend takes 6 or 7 points in a row: give either',
        })
        .nullish(),
    })
    .nullish(),
  baseline: z.object({ points: points.nullish(), from: day.nullish(), to: day.nullish() }).nullish(),
  phases: z
    .array(z.object({ from: day, baselinePoints: points.nullish() }))
    .max(mostPhases, { error: `Give at most ${mostPhases} phases` })
    .nullish(),
})

/** As it comes, to be checked. */
export type GivenChoice = Readonly<Partial<Record<keyof z.input<typeof Choice>, unknown>>>

const refuse = (refusals: readonly Refusal[]): void => {
  const [first] = refusals
  if (first !== undefined) throw badFieldInput(first.message, first.field)
}

/** Checks a baseline as a reader gives it; undefined: none is given. */
const baselineOf = (given: z.output<typeof Choice>['baseline']): Baseline | null | undefined => {
  if (given === null || given === undefined) return given
  const { points: count, from, to } = given
  const ranged = Boolean(from) && Boolean(to)
  if (typeof count === 'number' && !from && !to) {
    refuse(refuseFewPoints(count, 'baseline.points'))
    return { points: count }
  }
  if (typeof count !== 'number' && ranged && from && to) {
    if (to <= from)
      throw badFieldInput('Let the baseline end with a later period than it starts with', ['baseline', 'to'])
    return { from, to }
  }
  throw badFieldInput('Give `points`, or both `from` and `to`, or leave the baseline out', ['baseline'])
}

const phasesOf = (given: z.output<typeof Choice>['phases']): readonly ChosenPhase[] | undefined => {
  if (given === null || given === undefined) return undefined
  return given
    .map(({ from, baselinePoints }, index) => {
      refuse(refuseFewPoints(baselinePoints ?? undefined, `phases.${index}.baselinePoints`))
      return { from, baselinePoints: baselinePoints ?? null }
    })
    .sort((one, other) => (one.from < other.from ? -1 : 1))
}

/**
 * What a reader asks for, checked as far as it can be without the series.
 *
 * @throws BAD_USER_INPUT with the field and the remedy
 */
export const readChoice = (given: GivenChoice): ChartChoice => {
  const parsed = Choice.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw badFieldInput(issue?.message ?? 'Give a chart that can be drawn', (issue?.path ?? []).map(String))
  }
  const { chartType, ruleSet, ruleSetOptions } = parsed.data
  const baseline = baselineOf(parsed.data.baseline)
  const phases = phasesOf(parsed.data.phases)
  return {
    ...(chartType ? { chartType } : {}),
    ...(ruleSet ? { ruleSet } : {}),
    ...(ruleSetOptions?.runsTable ? { runsTable: ruleSetOptions.runsTable } : {}),
    ...(ruleSetOptions?.pointsInARow ? { pointsInARow: ruleSetOptions.pointsInARow } : {}),
    ...(baseline === undefined ? {} : { baseline }),
    ...(phases === undefined ? {} : { phases }),
  }
}

/** The rule set that reads a chart type where nobody chose one: the official one for XmR charts, else by runs. */
const usualRuleSet = (chartType: ChartType): RuleSet | null =>
  chartType === ChartType.I ? RuleSet.MakingDataCount202311 : (ruleSetsFor(chartType)[0] ?? null)

/** Chart type, rule set and its options, as stored or as a reader asks. */
export interface ChartReading {
  readonly chartType: ChartType
  /** null: by its limits alone. */
  readonly ruleSet: RuleSet | null
  readonly runsTable: RunsTable | null
  readonly pointsInARow: 6 | 7 | null
}

/**
 * How a chart is read: what the reader asks for, else what is stored, else a run chart by `anhoej-2014`. A stored
 * rule set that cannot read the chart type that the reader asks for gives way to the usual one.
 *
 * @throws BAD_USER_INPUT when the statistic, the chart type and the rule set do not go together
 */
export const chartReading = (
  choice: ChartChoice,
  stored: Pick<ChartReading, 'chartType' | 'ruleSet' | 'runsTable'> | null,
  statistic: Statistic | null,
): ChartReading => {
  const chartType = choice.chartType ?? stored?.chartType ?? ChartType.Run
  if (choice.chartType !== undefined && statistic !== null) refuse(refuseChartType(chartType, statistic))
  const kept = stored?.ruleSet && ruleSetsFor(chartType).includes(stored.ruleSet) ? stored.ruleSet : null
  const ruleSet = choice.ruleSet ?? kept ?? usualRuleSet(chartType)
  const runsTable =
    choice.runsTable ??
    (ruleSet === RuleSet.Perla2011 && ruleSet === stored?.ruleSet ? stored.runsTable : null)
  refuse(
    refuseRuleSet(chartType, { ruleSet: ruleSet ?? undefined, runsTable: runsTable ?? undefined }).map(
      (one) => ({
        ...one,
        field: one.field.map((name) => (name === 'runsTable' ? 'ruleSetOptions.runsTable' : name)),
      }),
    ),
  )
  return { chartType, ruleSet, runsTable, pointsInARow: choice.pointsInARow ?? null }
}
