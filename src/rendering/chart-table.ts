import { centreLineName } from '../charts/describe-signal.js'
import { viewSpan, viewTitle } from './alternative-text.js'
import type { ChartView } from './chart-view.js'
import { lineWords, periodWords, valueWords } from './chart-words.js'
import { shownTarget } from './shown-target.js'

export type ChartTableColumnId =
  | 'period'
  | 'value'
  | 'numerator'
  | 'denominator'
  | 'centreLine'
  | 'lowerLimit'
  | 'upperLimit'
  | 'target'
  | 'signals'
  | 'variation'
  | 'status'
  | 'phase'

export type ChartTableColumn = Readonly<{
  id: ChartTableColumnId
  heading: string
  /** What its numbers count; null: words, or numbers without a unit. */
  unit: string | null
  numeric: boolean
}>

/** What a cell says, and the number behind it in full; empty text: nothing to say. */
export type ChartTableCell = Readonly<{ text: string; number: number | null }>

/** A row for each period; cells in the order of the columns. */
export type ChartTableRow = Readonly<{ period: string; cells: readonly ChartTableCell[] }>

/** The picture as a table: plain data, for people who do not see it and for programs. */
export type ChartTable = Readonly<{
  caption: string
  columns: readonly ChartTableColumn[]
  rows: readonly ChartTableRow[]
}>

type Column = ChartTableColumn & Readonly<{ cell: (view: ChartView, index: number) => ChartTableCell }>

const EMPTY: ChartTableCell = { text: '', number: null }
const text = (said: string): ChartTableCell => ({ text: said, number: null })

const number = (value: number | null | undefined, words: (value: number) => string): ChartTableCell =>
  value == null ? EMPTY : { text: words(value), number: value }

const count = (value: number) => value.toLocaleString('en-GB', { maximumFractionDigits: 6 }).replace('-', '−')

/**
 * The data table of a chart: by period its value, numerator and denominator, lines, signals in words, status, reasons
 * and phase. Columns in which nothing stands are left out, but for period, value, signals and status.
 */
export const chartTable = (view: ChartView): ChartTable => {
  const all = columnsOf(view)
  const rows = view.points.map((_, index) => all.map(({ cell }) => cell(view, index)))
  const shown = all
    .map(({ id }, column) => ({ id, column }))
    .filter(({ id, column }) => ALWAYS.has(id) || rows.some((cells) => cells[column]?.text !== ''))
  const span = viewSpan(view)
  return {
    caption: `${viewTitle(view)} in ${view.localityName}${span ? `, ${span}` : ''}`,
    columns: shown.flatMap(({ column }) => {
      const found = all[column]
      return found ? [{ id: found.id, heading: found.heading, unit: found.unit, numeric: found.numeric }] : []
    }),
    rows: rows.map((cells, index) => ({
      period: view.points[index]?.period ?? '',
      cells: shown.map(({ column }) => cells[column] ?? EMPTY),
    })),
  }
}

const ALWAYS: ReadonlySet<ChartTableColumnId> = new Set(['period', 'value', 'signals', 'status'])

const columnsOf = (view: ChartView): Column[] => {
  const { unit, chart } = view
  const line = (value: number | null | undefined) => number(value, (each) => lineWords(each, view))
  return [
    words('period', 'Period', (_, index) =>
      text(periodWords(view.points[index]?.period ?? '', view.cadence)),
    ),
    numbers('value', 'Value', unit, (_, index) =>
      number(chart.points[index]?.value, (each) => valueWords(each, view)),
    ),
    numbers('numerator', 'Numerator', null, (_, index) => number(view.points[index]?.numerator, count)),
    numbers('denominator', 'Denominator', null, (_, index) => number(view.points[index]?.denominator, count)),
    numbers('centreLine', centreLineName(chart), unit, (_, index) => line(chart.points[index]?.centreLine)),
    numbers('lowerLimit', 'Lower limit', unit, (_, index) => line(chart.points[index]?.lowerLimit)),
    numbers('upperLimit', 'Upper limit', unit, (_, index) => line(chart.points[index]?.upperLimit)),
    numbers('target', 'Target', unit, (_, index) =>
      number(shownTarget(view, view.points[index]?.period ?? ''), (each) => valueWords(each, view)),
    ),
    words('signals', 'Signals', signals),
    words('variation', 'Meaning', meaning),
    words('status', 'Status', status),
    words('phase', 'Phase', phase),
  ]
}

const words = (id: ChartTableColumnId, heading: string, cell: Column['cell']): Column => ({
  id,
  heading,
  unit: null,
  numeric: false,
  cell,
})

const numbers = (
  id: ChartTableColumnId,
  heading: string,
  unit: string | null,
  cell: Column['cell'],
): Column => ({ id, heading, unit, numeric: true, cell })

/** «Shift (above); Outside the limits (above)». */
const signals = ({ chart }: ChartView, index: number): ChartTableCell => {
  const named = (chart.points[index]?.signals ?? []).flatMap((each) => {
    const signal = chart.signals[each]
    return signal ? [`${signal.name}${signal.direction ? ` (${signal.direction})` : ''}`] : []
  })
  return text([...new Set(named)].join('; '))
}

const MEANINGS = {
  improvement: 'Improvement',
  concern: 'Concern',
  neutralHigh: 'High or rising',
  neutralLow: 'Low or falling',
} as const

const meaning = ({ chart }: ChartView, index: number): ChartTableCell => {
  const variation = chart.points[index]?.variation ?? 'commonCause'
  return variation === 'commonCause' ? EMPTY : text(MEANINGS[variation])
}

const status = ({ chart, points }: ChartView, index: number): ChartTableCell => {
  const [point, given] = [chart.points[index], points[index]]
  if (point?.value == null) return text(`No data${given?.missingReason ? `: ${given.missingReason}` : ''}`)
  if (!point.excluded) return text('Recorded')
  return text(`Left out of the calculation${given?.excludedReason ? `: ${given.excludedReason}` : ''}`)
}

/** Its number, and at its first point from when on and why; nothing where there is only one. */
const phase = ({ chart, points, phases }: ChartView, index: number): ChartTableCell => {
  const place = chart.points[index]?.phase ?? 0
  if (chart.phases.length < 2) return EMPTY
  const begins = chart.phases[place]?.from === index
  const reason = begins ? phases.find(({ period }) => period === points[index]?.period)?.reason : null
  return { text: `${place + 1}${reason ? `, begins here: ${reason}` : ''}`, number: place + 1 }
}
