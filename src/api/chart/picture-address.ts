import type { Baseline } from '../../domain/chart/events.js'
import { badFieldInput } from './bad-field-input.js'
import { readChoice, type ChartChoice, type ChosenPhase } from './chart-choice.js'
import type { ChartPeriods } from './find-chart.js'

export type PictureFormat = 'svg' | 'png'

const baselineText = (baseline: Baseline | null): string => {
  if (baseline === null) return 'all'
  return 'points' in baseline ? String(baseline.points) : `${baseline.from}..${baseline.to}`
}

const phaseText = ({ from, baselinePoints }: ChosenPhase): string =>
  baselinePoints === null ? from : `${from}:${baselinePoints}`

/** The stable address of a chart's picture, without the server's own. The plain one shows what everyone sees. */
export const picturePath = (
  seriesId: string,
  format: PictureFormat,
  { from, to }: ChartPeriods,
  choice: ChartChoice = {},
): string => {
  const { chartType, ruleSet, runsTable, pointsInARow, baseline, phases } = choice
  const query = new URLSearchParams({
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(chartType === undefined ? {} : { chartType }),
    ...(ruleSet === undefined ? {} : { ruleSet }),
    ...(runsTable === undefined ? {} : { runsTable }),
    ...(pointsInARow === undefined ? {} : { pointsInARow: String(pointsInARow) }),
    ...(baseline === undefined ? {} : { baseline: baselineText(baseline) }),
    ...(phases === undefined
      ? {}
      : { phases: phases.length === 0 ? 'none' : phases.map(phaseText).join(',') }),
  }).toString()
  return `/charts/${seriesId}.${format}${query === '' ? '' : `?${query}`}`
}

const parseBaseline = (text: string): unknown => {
  if (text === 'all') return null
  const [from, to] = text.split('..')
  return to === undefined ? { points: Number(text) } : { from, to }
}

const parsePhase = (text: string): unknown => {
  const [from, points] = text.split(':')
  return points === undefined ? { from } : { from, baselinePoints: Number(points) }
}

const known = ['from', 'to', 'chartType', 'ruleSet', 'runsTable', 'pointsInARow', 'baseline', 'phases']

/**
 * What the query of a picture's address chooses.
 *
 * @throws BAD_USER_INPUT for a parameter that no address has, and for one that cannot be
 */
export const choiceOfAddress = (query: Readonly<Record<string, string>>): ChartChoice => {
  const unknown = Object.keys(query).find((name) => !known.includes(name))
  if (unknown !== undefined) {
    throw badFieldInput(`\`${unknown}\` says nothing about a picture; give ${known.join(', ')}`, [unknown])
  }
  const { chartType, ruleSet, runsTable, pointsInARow, baseline, phases } = query
  return readChoice({
    chartType,
    ruleSet,
    ruleSetOptions: {
      runsTable,
      ...(pointsInARow === undefined ? {} : { pointsInARow: Number(pointsInARow) }),
    },
    ...(baseline === undefined ? {} : { baseline: parseBaseline(baseline) }),
    ...(phases === undefined ? {} : { phases: phases === 'none' ? [] : phases.split(',').map(parsePhase) }),
  })
}
