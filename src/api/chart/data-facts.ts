import type { DataFacts } from '../../charts/warnings/chart-warning.js'
import { Grade } from '../../domain/metric/vocabulary.js'
import { oneOf } from '../one-of.js'
import type { ChartRows } from './chart-rows.js'
import type { ChartPoint } from './series-points.js'

/**
 * What is known of a series beside its values: the grade of its latest figures, breaks of its definition, and the
 * vintages of its denominators.
 */
export const dataFacts = (
  { definition, definitions }: Pick<ChartRows, 'definition' | 'definitions'>,
  points: readonly ChartPoint[],
): DataFacts => {
  const [first, last] = [points[0]?.period ?? '', points.at(-1)?.period ?? '']
  const latest = points.findLast(({ reading }) => (reading?.value ?? null) !== null)?.reading
  return {
    grade: oneOf(Grade, latest?.grade ?? definition.reliability),
    comparabilityBreaks: definitions.flatMap(({ breaksComparability, effectiveOn, reason, toPosition }) =>
      breaksComparability &&
      toPosition === null &&
      effectiveOn !== null &&
      first < effectiveOn &&
      effectiveOn <= last
        ? [{ on: effectiveOn, reason: reason ?? 'no reason is given' }]
        : [],
    ),
    denominatorVintages: points.map(({ reading }) => reading?.denominatorVintage ?? null),
  }
}
