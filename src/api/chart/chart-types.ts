import type { ChartType as Charted } from '../../charts/chart-type.js'
import type { ImprovementDirection } from '../../charts/variation.js'
import { ChartType } from '../../domain/chart/vocabulary.js'
import type { Direction } from '../../domain/metric/vocabulary.js'

/** Chart types as the statistics call them. */
export const chartedAs: Readonly<Record<ChartType, Charted>> = {
  RUN: 'run',
  I: 'i',
  MR: 'mr',
  C: 'c',
  U: 'u',
  P: 'p',
  U_PRIME: 'uPrime',
  P_PRIME: 'pPrime',
  G: 'g',
  T: 't',
  I_PRIME: 'iPrime',
}

/** Chart types as the API calls them. */
export const chartTypeOf = (charted: Charted): ChartType => {
  const found = Object.values(ChartType).find((type) => chartedAs[type] === charted)
  if (found === undefined) throw new Error(`The API knows no chart of type ${charted}`)
  return found
}

/** Which way is better, as the statistics call it. */
export const betterOf: Readonly<Record<Direction, ImprovementDirection>> = {
  INCREASE: 'increase',
  DECREASE: 'decrease',
  NEUTRAL: 'neutral',
}
