import { fewestPoints, medianIsDegenerate, ruleSetWords } from '../charts/describe-chart.js'
import type { ChartView } from './chart-view.js'
import { chartTypeWords } from './chart-words.js'
import type { Word } from './drawing.js'
import { wrapped } from './fit-text.js'
import { palette } from './palette.js'
import { textWidth } from './text-width.js'

type Note = Readonly<{ text: string; style: Partial<Word> & Readonly<{ size: number }> }>

const QUIET = { size: 11.5, colour: palette.quiet } as const
const LOUD = { size: 11.5, weight: 600, colour: palette.ink } as const

/** More warnings than this are counted. */
const MOST_WARNINGS = 4

/** What stands beneath a chart: how it was read, what to be careful about, and where the figures come from. */
export const chartNotes = (view: ChartView, width: number, plotHeight: number): Note[] => [
  ...set(textWidth(view.unit, 12) > plotHeight ? [`Values are ${view.unit}`] : [], width, QUIET),
  ...set(careful(view), width, LOUD),
  ...set(howItWasRead(view), width, QUIET),
  ...set([sources(view)], width, QUIET),
  ...(view.synthetic ? [{ text: 'Synthetic demonstration data', style: LOUD }] : []),
]

const set = (texts: readonly string[], width: number, style: Note['style']): Note[] =>
  texts.flatMap((text) => wrapped(text, width, style, 2).map((line) => ({ text: line, style })))

const careful = ({ chart, warnings = [] }: ChartView): string[] => {
  const phase = chart.phases.at(-1)
  const hasLimits = chart.points.some(
    ({ upperLimit, lowerLimit }) => upperLimit !== null || lowerLimit !== null,
  )
  const trial =
    chart.trial && hasLimits && phase
      ? [
          `Trial limits: ${phase.usefulObservations} useful observations${chart.phases.length > 1 ? ' in this phase' : ''}, ` +
            `and the rule set needs ${fewestPoints(chart)} to be relied on`,
        ]
      : []
  const hidden = warnings.length - MOST_WARNINGS
  return [
    ...trial,
    ...warnings.slice(0, MOST_WARNINGS).map(({ message }) => `Read with care: ${message}`),
    ...(hidden > 0 ? [`${hidden} more ${hidden === 1 ? 'warning' : 'warnings'}`] : []),
  ]
}

const howItWasRead = (view: ChartView): string[] => {
  const { chart } = view
  const phase = chart.phases.at(-1)
  if (!phase || phase.longestRun === null) return []
  const state = medianIsDegenerate(chart, phase) ? ', void here' : chart.trial ? ', on trial' : ''
  const runs =
    chart.ruleSet === 'anhoej-2014'
      ? ` · ${phase.usefulObservations} useful observations · longest run ${phase.longestRun} (chance: up to ` +
        `${phase.longestRunLimit ?? 0}) · crossings ${phase.crossings ?? 0} (chance: ${phase.crossingsLimit ?? 0} or more)`
      : ''
  const baseline =
    phase.baseline === null || phase.baseline > phase.to - phase.from
      ? ''
      : ` · lines set by the first ${phase.baseline} periods of the phase`
  return [`${chartTypeWords(chart)} read by ${ruleSetWords(chart)}${state}${runs}${baseline}`]
}

const sources = ({ chart, source }: ChartView): string => {
  const known = chart.points.filter(({ value }) => value !== null).length
  const all = chart.points.length
  const counted = all === 0 ? [] : [`${known} of ${all} periods have a value`]
  return [...counted, ...(source ? [`Source: ${source}`] : [])].join(' · ')
}
