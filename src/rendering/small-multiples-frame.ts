import { viewSpan } from './alternative-text.js'
import { chartLegend } from './chart-legend.js'
import type { ChartView } from './chart-view.js'
import { word } from './drawing.js'
import { wrapped } from './fit-text.js'
import { legend, LEGEND_ROW } from './legend.js'
import { palette } from './palette.js'
import { lines, MARGIN, TEXT_WIDTH } from './picture-frame.js'
import { POINT_MARKS, shownVariation } from './point-marks.js'

/** Every period that any of the charts has, in order. */
export const periodsOf = (views: readonly ChartView[]): string[] =>
  [...new Set(views.flatMap(({ points }) => points.map(({ period }) => period)))].toSorted()

/** From the first period of any chart to the last of any. */
export const sharedSpan = (views: readonly ChartView[]): string | null =>
  viewSpan({
    points: periodsOf(views).map((period) => ({ period })),
    cadence: views[0]?.cadence ?? 'MONTH',
  })

/** Title, how to read the axes, and the key, once for all charts. `height`: from the top to the first row. */
export const smallMultiplesHeading = (views: readonly ChartView[], sharedAxes: boolean) => {
  const [first] = views
  const title = { size: 21, weight: 600 } as const
  const place = { size: 15, weight: 600, colour: palette.quiet } as const
  const text = { size: 14 } as const
  const span = sharedSpan(views)
  const metric = first?.categoryLabel ? `${first.metricName}: ${first.categoryLabel}` : first?.metricName
  const count = `${views.length} ${views.length === 1 ? 'locality' : 'localities'} side by side`
  const texts = [
    ...lines(wrapped(metric ?? '', TEXT_WIDTH, title, 2), 27, title),
    ...lines([span ? `${count}  ·  ${span}` : count], 24, place),
    ...lines(wrapped(axisWords(first, sharedAxes), TEXT_WIDTH, text, 2), 24, text),
  ]
  let y = MARGIN - 6
  const words = texts.map(({ text: said, height, style }) => word(said, MARGIN, (y += height), style))
  const charts = views.map(({ chart }) => chart)
  const items = chartLegend(charts, first?.cadence ?? 'MONTH')
  const { undirected } = POINT_MARKS
  const inCorner =
    charts.some((chart) => shownVariation(chart) === 'undirected') &&
    !items.some(({ meaning }) => meaning === undirected.meaning)
  const key = legend([...items, ...(inCorner ? [{ ...undirected, filled: true }] : [])], MARGIN, TEXT_WIDTH)
  const top = y + 28
  return {
    words: [...words, ...key.words.map((each) => ({ ...each, y: each.y + top }))],
    symbols: key.symbols.map((each) => ({ ...each, y: each.y + top })),
    height: top + Math.max(key.rows - 1, 0) * LEGEND_ROW + 12,
  }
}

const axisWords = (view: ChartView | undefined, sharedAxes: boolean): string => {
  const unit = view && view.unit !== '%' ? `Values are ${view.unit}. ` : ''
  return sharedAxes
    ? `${unit}All charts have the same axes.`
    : `${unit}Each chart has its own axis of values: compare shapes, not heights.`
}

/** What to be careful about, how lines look, and where the figures come from. */
export const smallMultiplesNotes = (views: readonly ChartView[]) => {
  const quiet = { size: 11.5, colour: palette.quiet } as const
  const loud = { size: 11.5, weight: 600 } as const
  const trial = views.filter(({ chart }) => chart.trial).map(({ localityName }) => localityName)
  const cared = views
    .filter(({ warnings = [] }) => warnings.length > 0)
    .map(({ localityName }) => localityName)
  const sources = [...new Set(views.flatMap(({ source }) => source ?? []))]
  const set = (text: string, style: typeof quiet | typeof loud) =>
    wrapped(text, TEXT_WIDTH, style, 3).map((said) => ({ text: said, style }))
  const lineKinds = [
    'solid: centre line',
    ...(views.some(({ chart }) => chart.points.some(({ upperLimit }) => upperLimit !== null))
      ? ['dotted: limits']
      : []),
    ...(views.some(({ targets }) => targets.length > 0) ? ['dashed green: target'] : []),
  ]
  return [
    ...set(trial.length > 0 ? `Too few points, on trial: ${trial.join(', ')}` : '', loud),
    ...set(cared.length > 0 ? `Read with care, see their own charts: ${cared.join(', ')}` : '', loud),
    ...set(views.length > 0 ? `Lines across: ${lineKinds.join('; ')}` : '', quiet),
    ...set(
      views.some(({ chart }) => shownVariation(chart) !== null)
        ? 'In the corner of a chart: what its latest value says, in the same shapes; a circle is common cause'
        : '',
      quiet,
    ),
    ...set(sources.length > 0 ? `Source: ${sources.join('; ')}` : '', quiet),
    ...(views.some(({ synthetic }) => synthetic) ? set('Synthetic demonstration data', loud) : []),
  ]
}
