import { exactRunsLimits } from '../runs-limits-exact.js'
import { printedRunsLimits } from '../runs-limits-printed.js'
import type { Rule, RuleSetOptions, RuleSignal, TestedPhase } from '../rule-set.js'
import { testedRuns } from '../tested-sides.js'
import { usefulObservations } from '../useful-observations.js'
import { signalOf } from './signal-of.js'

/**
 * Number of runs: fewer or more runs about the median than chance is expected to bring (Perla, Provost & Murray
 * 2011, after Swed & Eisenhart 1943). With fewer than ten useful observations there is no answer, and no signal.
 */
export const perlaRuns = (
  rule: Rule,
  phase: TestedPhase,
  { runsTable = 'printed' }: RuleSetOptions,
): RuleSignal[] => {
  const runs = testedRuns(phase)
  const useful = usefulObservations(runs)
  const limits = runsTable === 'printed' ? printedRunsLimits(useful) : exactRunsLimits(useful)
  if (limits === null) return []
  const fewer = runs.length < limits.fewest
  if (!fewer && runs.length <= limits.most) return []
  const points = runs.flatMap((run) => run.points).sort((one, other) => one - other)
  return [
    signalOf(rule, phase, points, {
      direction: null,
      observed: runs.length,
      limit: fewer ? limits.fewest : limits.most,
      line: null,
      explanation:
        `The values form ${runs.length === 1 ? 'one run' : `${runs.length} runs`} about the median; ` +
        `among ${useful} useful observations chance alone rarely brings ` +
        (fewer ? `fewer than ${limits.fewest}.` : `more than ${limits.most}.`),
    }),
  ]
}
