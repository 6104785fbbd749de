import type { ViewTarget } from '../../rendering/run-chart-view.js'
import type { Rows } from '../loaders.js'

type Target = Pick<Rows['target'], 'localityId' | 'value' | 'validFrom' | 'validTo'>

const earliest = (...days: readonly (string | null)[]): string | null =>
  days.filter((day) => day !== null).sort()[0] ?? null

const begins = (one: ViewTarget, other: ViewTarget): number =>
  one.from < other.from ? -1 : one.from > other.from ? 1 : 0

/** Of targets for the same: each until the next begins. The one recorded last for a first day is the one that holds. */
const inTurn = (targets: readonly Target[]): readonly ViewTarget[] => {
  const byFirstDay = [...new Map(targets.map((target) => [target.validFrom, target])).values()]
  return byFirstDay.map(({ value, validFrom, validTo }, index) => ({
    value,
    from: validFrom,
    to: earliest(validTo, byFirstDay[index + 1]?.validFrom ?? null),
  }))
}

/** What is left of a target beside another that goes before it. */
const beside = (target: ViewTarget, first: ViewTarget): readonly ViewTarget[] => {
  const before = { ...target, to: earliest(target.to, first.from) }
  const after =
    first.to === null ? [] : [{ ...target, from: target.from > first.to ? target.from : first.to }]
  return [before, ...after].filter(({ from, to }) => to === null || from < to)
}

/**
 * The targets of a metric as a locality sees them, one after another: its own before the one for all while its own
 * holds.
 *
 * @param targets of this locality and of all, by first day and then in the order in which they were recorded
 */
export const chartTargets = (targets: readonly Target[]): ViewTarget[] => {
  const own = inTurn(targets.filter(({ localityId }) => localityId !== null))
  const common = inTurn(targets.filter(({ localityId }) => localityId === null))
  const left = common.flatMap((target) =>
    own.reduce<readonly ViewTarget[]>(
      (stretches, first) => stretches.flatMap((stretch) => beside(stretch, first)),
      [target],
    ),
  )
  return [...own, ...left].sort(begins)
}
