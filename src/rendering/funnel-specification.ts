import { quantityEncoding, valueEncoding } from './chart-axes.js'
import { lineWords, valueWords } from './chart-words.js'
import { symbolsLayer, wordsLayer, wordsOnPaperLayers, type Specification } from './drawing.js'
import { funnelAlternativeText } from './funnel-words.js'
import { funnelFrame } from './funnel-frame.js'
import { BAND_MARKS } from './funnel-marks.js'
import type { FunnelView } from './funnel-view.js'
import { levelLabels, type LevelLabel } from './level-labels.js'
import { palette } from './palette.js'
import { FRAME, PLOT_WIDTH } from './picture-frame.js'
import { down } from './pixels.js'
import { scatterLabels } from './scatter-labels.js'
import { valueAxis, type ValueAxis } from './value-axis.js'

const HEIGHT = 400
/** More names than this are a list and no picture. */
const MOST_NAMES = 30

/**
 * A funnel as a Vega-Lite 5 specification: localities by denominator and value, the limits of chance as curves, and
 * names at what lies beyond the 99.8 % limits, then the 95 % ones, as far as there is room. No order of merit.
 */
export const funnelSpecification = (view: FunnelView): Specification => {
  const across = denominatorAxis(view)
  const scale = valueAxis(shownValues(view), view.unit)
  const x = (denominator: number) =>
    ((denominator - across.lowest) / (across.highest - across.lowest)) * PLOT_WIDTH
  const y = (value: number) => down(value, scale, HEIGHT)
  const { words: names, unlabelled } = scatterLabels(
    view.points.map(({ denominator, value, name, band }) => ({
      x: x(denominator),
      y: y(value),
      name: band === 'within' ? null : name,
      colour: palette.ink,
      // Those farthest out have the first choice of a place.
      rank: outlyingness(view, { denominator, value }),
    })),
    { width: PLOT_WIDTH, height: HEIGHT, most: MOST_NAMES },
  )
  const frame = funnelFrame(view, unlabelled, HEIGHT)
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    description: funnelAlternativeText(view),
    usermeta: { title: `${view.metricName}, ${view.periodLabel}: localities side by side` },
    background: palette.paper,
    width: PLOT_WIDTH,
    height: HEIGHT,
    padding: frame.padding,
    autosize: { type: 'none', contains: 'content' },
    config: { aria: false, view: { stroke: null } },
    encoding: {},
    layer: [
      axesLayer(view, across, scale),
      ...limitLayers(view, scale),
      centreLayer(view, across),
      pointsLayer(view),
      ...(frame.symbols.length > 0 ? [symbolsLayer('legend', frame.symbols)] : []),
      ...(names.length > 0 ? wordsOnPaperLayers(names) : []),
      wordsLayer([
        ...frame.words,
        ...levelLabels(edgeLabels(view, y), { left: PLOT_WIDTH + 8, height: HEIGHT, room: FRAME.right - 14 }),
      ]),
    ],
  }
}

/** How far a value lies from the centre line, in widths of the 99.8 % limits for its size. */
const outlyingness = (
  { centreLine, limits }: FunnelView,
  { denominator, value }: Readonly<{ denominator: number; value: number }>,
): number => {
  const limit = limits.find((each) => each.denominator >= denominator) ?? limits.at(-1)
  const width = limit ? Math.abs((value > centreLine ? limit.upper998 : limit.lower998) - centreLine) : 0
  return width === 0 ? 0 : Math.abs(value - centreLine) / width
}

const denominatorAxis = ({ points, limits }: FunnelView): ValueAxis => {
  const all = [...points, ...limits].map(({ denominator }) => denominator)
  const highest = Math.max(1, ...all)
  const axis = valueAxis([0, ...all], 'people')
  return { ...axis, highest, ticks: axis.ticks.filter((tick) => tick <= highest) }
}

/** Small units have limits that would flatten all the rest: the axis ends where units and the other limits do. */
const shownValues = ({ points, limits, centreLine }: FunnelView): number[] => {
  const smallest = Math.min(...points.map(({ denominator }) => denominator))
  const within = limits.filter(({ denominator }) => denominator >= smallest)
  return [
    centreLine,
    ...points.map(({ value }) => value),
    ...within.flatMap(({ lower998, upper998 }) => [lower998, upper998]),
  ]
}

const axesLayer = (view: FunnelView, across: ValueAxis, scale: ValueAxis): Specification => ({
  name: 'axes',
  data: { values: [{ denominator: across.lowest, value: scale.lowest }] },
  mark: { type: 'point', opacity: 0, size: 0 },
  encoding: {
    x: quantityEncoding('denominator', across, view.denominatorUnit ?? 'Denominator'),
    y: valueEncoding(scale, view.unit, HEIGHT),
  },
})

const position = {
  x: { field: 'denominator', type: 'quantitative' },
  y: { field: 'value', type: 'quantitative' },
} as const

/** Long dashes at 99.8 %, dots at 95 %; what lies off the axis is left out. */
const limitLayers = ({ limits }: FunnelView, { lowest, highest }: ValueAxis): Specification[] =>
  (
    [
      ['limit-998', [7, 3], 'lower998', 'upper998'],
      ['limit-95', [2, 3], 'lower95', 'upper95'],
    ] as const
  ).map(([name, dash, lower, upper]) => ({
    name,
    data: {
      values: ([lower, upper] as const).flatMap((which) =>
        limits
          .map((limit) => ({ denominator: limit.denominator, value: limit[which], which }))
          .filter(({ value }) => value >= lowest && value <= highest),
      ),
    },
    mark: { type: 'line', color: palette.limit, strokeWidth: 1.4, strokeDash: dash, interpolate: 'monotone' },
    encoding: { ...position, detail: { field: 'which', type: 'nominal' } },
  }))

const centreLayer = ({ centreLine }: FunnelView, { lowest, highest }: ValueAxis): Specification => ({
  name: 'centre-line',
  data: { values: [{ denominator: lowest, until: highest, value: centreLine }] },
  mark: { type: 'rule', color: palette.ink, strokeWidth: 1.4 },
  encoding: { ...position, x2: { field: 'until' } },
})

const pointsLayer = (view: FunnelView): Specification => ({
  name: 'values',
  data: {
    values: view.points.map(({ name, denominator, value, band }) => ({
      denominator,
      value,
      ...BAND_MARKS[band],
      says: `${name}: ${valueWords(value, view)} of ${denominator.toLocaleString('en-GB')}`,
    })),
  },
  mark: {
    type: 'point',
    opacity: 1,
    strokeWidth: 1,
    stroke: palette.paper,
    shape: { expr: 'datum.shape' },
    size: { expr: 'datum.area' },
    fill: { expr: 'datum.colour' },
  },
  encoding: { ...position, tooltip: { field: 'says', type: 'nominal' } },
})

/** The curves are named where they leave the plot. */
const edgeLabels = (view: FunnelView, y: (value: number) => number): LevelLabel[] => {
  const last = view.limits.at(-1)
  const centre = {
    text: `All ${lineWords(view.centreLine, view)}`,
    y: y(view.centreLine),
    colour: palette.ink,
  }
  if (!last) return [centre]
  const limit = (text: string, value: number): LevelLabel => ({ text, y: y(value), colour: palette.limit })
  return [
    centre,
    limit('99.8% limit', last.upper998),
    limit('95% limit', last.upper95),
    limit('95% limit', last.lower95),
    limit('99.8% limit', last.lower998),
  ]
}
