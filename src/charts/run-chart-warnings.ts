/** The runs rules were studied for ten useful observations and more (Perla 2011; Anhøj & Olesen 2014). */
export const FEWEST_USEFUL_OBSERVATIONS = 10

/** Why a chart should be read with care. It travels with the chart. */
export type RunChartWarning = Readonly<{ code: 'TOO_FEW_POINTS' | 'MEDIAN_DEGENERATE'; message: string }>

/**
 * What stands in the way of the runs rules: too few useful observations, or a median on which more than half of
 * the values lie, as with percentages that are nearly always 0 or 100. The rules are computed all the same.
 */
export const runChartWarnings = (values: number, usefulObservations: number, hasMedian: boolean) => {
  const tooFewPoints = usefulObservations < FEWEST_USEFUL_OBSERVATIONS
  const onMedian = hasMedian ? values - usefulObservations : 0
  const medianDegenerate = onMedian * 2 > values
  const warnings: RunChartWarning[] = []
  if (tooFewPoints)
    warnings.push({
      code: 'TOO_FEW_POINTS',
      message:
        `On trial: ${usefulObservations} useful observations, ` +
        `and the rules need ${FEWEST_USEFUL_OBSERVATIONS} to be relied on.`,
    })
  if (medianDegenerate)
    warnings.push({
      code: 'MEDIAN_DEGENERATE',
      message:
        `${onMedian} of ${values} values lie on the median, which makes the runs rules void; ` +
        'a chart of the time or the number of cases between events may serve better.',
    })
  return { tooFewPoints, medianDegenerate, warnings }
}
