import { RULE_SETS } from '../rule-sets.js'
import type { Warn } from './chart-warning.js'
import { latestPhase } from './latest-phase.js'

/** Limits of fewer points are on trial (Making Data Count; Provost & Murray 2011). */
export const FEWEST_FOR_LIMITS = 13

/** The latest phase has fewer useful points than the rule set needs to be relied on. */
export const tooFewPoints: Warn = (warned) => {
  const latest = latestPhase(warned)
  if (latest === null) return null
  const { name, fewestPoints } = RULE_SETS[warned.chart.ruleSet]
  const { usefulObservations } = latest.phase
  if (usefulObservations >= fewestPoints) return null
  return {
    code: 'TOO_FEW_POINTS',
    message:
      `On trial: ${usefulObservations} useful observations, and ${name} needs ${fewestPoints} to be relied on. ` +
      'Go on collecting, or use shorter periods.',
    figures: { usefulObservations, fewestPoints },
  }
}

/** Limits rest on fewer than thirteen points. Charts without limits have none to doubt. */
export const trialLimits: Warn = (warned) => {
  const latest = latestPhase(warned)
  if (latest === null || latest.phase.upperLimit === null) return null
  const { baseline, from } = latest.phase
  const own = warned.points.slice(from, baseline === null ? latest.phase.to + 1 : from + baseline)
  const behind = own.filter(({ value, excluded }) => value !== null && !excluded).length
  if (behind >= FEWEST_FOR_LIMITS) return null
  return {
    code: 'TRIAL_LIMITS',
    message:
      `The limits rest on ${behind} points and may still move a good deal; ` +
      `take them as a trial until there are ${FEWEST_FOR_LIMITS}.`,
    figures: { points: behind, fewestPoints: FEWEST_FOR_LIMITS },
  }
}
