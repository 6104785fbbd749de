import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql'

import { stableShifts } from '../../charts/stable-shift.js'
import { sustainedRuns } from '../../charts/sustained-runs.js'
import { DateScalar, JsonScalar } from '../scalars.js'
import { badFieldInput } from './bad-field-input.js'
import { PhaseSearch, PhaseSearchEnum, SignalDirection, SignalDirectionEnum } from './enums.js'
import { directionSaid } from './said.js'

@ArgsType()
export class PhaseSearchArgs {
  @Field(() => PhaseSearchEnum, { description: 'How to look.' })
  method!: PhaseSearch

  @Field(() => Int, {
    nullable: true,
    description:
      'Points that set a centre line: the first so many for SUSTAINED_RUN (13 when left out), of each phase for ' +
      'STABLE_SHIFT (21 when left out). 2 to 1,000.',
  })
  baselinePoints?: number | null

  @Field(() => Int, {
    nullable: true,
    description:
      'Useful points in a row on one side that count: 9 for SUSTAINED_RUN and 8 for STABLE_SHIFT. 3 to 100.',
  })
  runLength?: number | null
}

@ObjectType({
  description: 'Where a phase may begin. Nothing changes until a person proposes and accepts it.',
})
export class PhaseCandidate {
  @Field(() => DateScalar, { description: 'Its first period.' })
  from!: string

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The last period that its centre line comes from.',
  })
  baselineTo!: string | null

  @Field(() => Float, { nullable: true, description: 'The centre line that it would have.' })
  centreLine!: number | null

  @Field(() => JsonScalar, {
    description: 'What the method saw, to be given to `proposePhase` as `evidence`.',
  })
  evidence!: unknown
}

@ObjectType({
  description: 'One step of a search, so that a person can see why a phase is, or is not, found.',
})
export class PhaseSearchStep {
  @Field(() => DateScalar, { nullable: true, description: 'The period at which it was taken.' })
  period!: string | null

  @Field(() => String, { description: 'What was found, for programs, such as `REJECTED_RETURNS`.' })
  verdict!: string

  @Field(() => SignalDirectionEnum, { nullable: true, description: 'On which side of the centre line.' })
  direction!: SignalDirection | null

  @Field(() => String, { description: 'What was found, in one sentence.' })
  explanation!: string
}

@ObjectType({
  description: 'Where phases may begin by a method. It is worked out when asked, and not stored.',
})
export class PhaseSearchResult {
  @Field(() => PhaseSearchEnum, { description: 'How it was looked for.' })
  method!: PhaseSearch

  @Field(() => [PhaseCandidate], { description: 'Where phases may begin, in order.' })
  candidates!: PhaseCandidate[]

  @Field(() => [PhaseSearchStep], { description: 'Each step of the search, where the method tells them.' })
  steps!: PhaseSearchStep[]
}

const within = (
  given: number | null | undefined,
  usual: number,
  [low, high]: [number, number],
  field: string,
) => {
  const value = given ?? usual
  if (value >= low && value <= high) return value
  throw badFieldInput(`\`${field}\` is ${value}: give ${low} to ${high}`, [field])
}

/**
 * Beginnings of phases that a method finds in the values of a chart.
 *
 * @param values in period order; null for missing and excluded points
 */
export const searchPhases = (
  values: readonly (number | null)[],
  periods: readonly string[],
  args: PhaseSearchArgs,
): PhaseSearchResult => {
  const { method } = args
  const stable = method === PhaseSearch.StableShift
  const points = within(args.baselinePoints, stable ? 21 : 13, [2, 1_000], 'baselinePoints')
  const runLength = within(args.runLength, stable ? 8 : 9, [3, 100], 'runLength')
  const at = (index: number) => periods[index] ?? null
  if (stable) {
    const { phases, decisions } = stableShifts(values, { phasePoints: points, runLength })
    return {
      method,
      candidates: phases.slice(1).flatMap(({ from, baselineTo, centreLine }) => {
        const evidence = { phasePoints: points, runLength, centreLine, baselineTo: at(baselineTo) }
        const period = at(from)
        return period === null ? [] : [{ from: period, baselineTo: at(baselineTo), centreLine, evidence }]
      }),
      steps: decisions.map(({ at: index, verdict, direction, explanation }) => ({
        period: at(index),
        verdict,
        direction: direction === null ? null : directionSaid[direction],
        explanation,
      })),
    }
  }
  const found = sustainedRuns(values, { baselinePoints: points, runLength, direction: 'both' })
  return {
    method,
    candidates: found.flatMap(({ kind, from, to, median }) => {
      const period = at(from)
      if (kind === 'baseline' || period === null) return []
      const evidence = { baselinePoints: points, runLength, median, runTo: at(to) }
      return [{ from: period, baselineTo: at(to), centreLine: median, evidence }]
    }),
    steps: [],
  }
}
