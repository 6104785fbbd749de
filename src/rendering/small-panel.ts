import { englishPeriod } from '../charts/english-period.js'
import { chartLevels } from './chart-levels.js'
import { corners, type Steps } from './chart-lines.js'
import { MISSING_SHAPE, valueLines } from './chart-layers.js'
import type { ChartView } from './chart-view.js'
import { valueWords } from './chart-words.js'
import { word, type PictureSymbol, type Word } from './drawing.js'
import { truncated } from './fit-text.js'
import { iconSymbols } from './icon-block.js'
import { VARIATION_ICONS } from './icons.js'
import { palette } from './palette.js'
import { across, down } from './pixels.js'
import { pointMarks, shownVariation } from './point-marks.js'
import { textWidth } from './text-width.js'
import type { TimeAxis } from './time-axis.js'
import type { ValueAxis } from './value-axis.js'
import { valueLabels } from './value-labels.js'

/** A corner of a line, in pixels of the whole picture. */
export type Vertex = Readonly<{ x: number; y: number; line: string }>
/** A point in pixels, with what it stands for. */
export type PanelPoint = PictureSymbol & Readonly<{ period: string; value: number | null; says: string }>

/** One small chart, as what is drawn of it. */
export type Panel = Readonly<{
  grid: readonly Vertex[]
  values: readonly Vertex[]
  leftOut: readonly Vertex[]
  centre: readonly Vertex[]
  limits: readonly Vertex[]
  targets: readonly Vertex[]
  points: readonly PanelPoint[]
  words: readonly Word[]
  icons: readonly PictureSymbol[]
}>

/** Where the plot of a panel lies, in pixels. */
export type PanelPlace = Readonly<{ left: number; top: number; width: number; height: number }>

const TITLE = { size: 12.5, weight: 600 } as const
const LABEL = { size: 10.5, colour: palette.quiet } as const
/** Height above the plot that the title takes. */
export const PANEL_TITLE = 30
/** Height below the plot that the labels of time take. */
export const PANEL_TIME = 34
/** Width left of the plot that the labels of values take. */
export const PANEL_VALUES = 46

/** Lays one chart out; `key` tells its lines from those of others. */
export const smallPanel = (
  view: ChartView,
  place: PanelPlace,
  { axis, scale, key }: Readonly<{ axis: TimeAxis; scale: ValueAxis; key: number }>,
): Panel => {
  const x = (at: number) => rounded(place.left + across(at, axis, place.width))
  const y = (value: number) => rounded(place.top + down(value, scale, place.height))
  const levels = chartLevels(view, axis)
  const steps = (name: string, lines: readonly Steps[]): Vertex[] =>
    lines.flatMap((line, index) =>
      corners(line).map(({ period, value }) => ({
        x: x(period),
        y: y(value),
        line: `${key}-${name}-${index}`,
      })),
    )
  const { solid, dashed } = valueLines(view)
  const values = (name: string, vertices: typeof solid): Vertex[] =>
    vertices.map(({ period, value, stretch }) => ({
      x: x(Date.parse(period)),
      y: y(value),
      line: `${key}-${name}-${stretch}`,
    }))
  return {
    grid: gridLines(place, scale, y, key),
    values: values('v', solid),
    leftOut: values('o', dashed),
    centre: steps('c', levels.centre),
    limits: [...steps('u', levels.upper), ...steps('l', levels.lower)],
    targets: steps(
      't',
      levels.targets.map((level) => [level]),
    ),
    points: panelPoints(view, { x, y, bottom: place.top + place.height }),
    words: [...titleWords(view, place), ...valueWordsOf(view, place, scale, y), ...timeWords(axis, place, x)],
    icons: panelIcons(view, place),
  }
}

const gridLines = (
  { left, width }: PanelPlace,
  scale: ValueAxis,
  y: (value: number) => number,
  key: number,
): Vertex[] =>
  fewTicks(scale).flatMap(({ tick }) =>
    [left, left + width].map((x) => ({ x: rounded(x), y: y(tick), line: `${key}-g-${tick}` })),
  )

/** As many as a small plot bears, with their places among all. */
const fewTicks = ({ ticks }: ValueAxis) => {
  const apart = Math.ceil(ticks.length / 4)
  return ticks.map((tick, index) => ({ tick, index })).filter(({ index }) => index % apart === 0)
}

type Scales = Readonly<{ x: (at: number) => number; y: (value: number) => number; bottom: number }>

const panelPoints = (view: ChartView, { x, y, bottom }: Scales): PanelPoint[] => {
  const marks = pointMarks(view.chart)
  const many = view.points.length > 60
  return view.chart.points.flatMap(({ value, excluded }, index): PanelPoint[] => {
    const period = view.points[index]?.period ?? ''
    const mark = marks[index]
    const said = englishPeriod(period, view.cadence)
    const at = { x: x(Date.parse(period)), period, value, colour: mark?.colour ?? palette.quiet }
    if (value === null)
      return [
        {
          ...at,
          y: bottom - 5,
          shape: MISSING_SHAPE,
          area: 20,
          filled: false,
          width: 1.1,
          says: `${said}: no data`,
        },
      ]
    return [
      {
        ...at,
        y: y(value),
        shape: mark?.shape ?? 'circle',
        area: mark ? 30 : many ? 4 : 10,
        filled: !excluded,
        width: excluded ? 1.1 : 0,
        says: `${said}: ${valueWords(value, view)}${mark ? ` · ${mark.meaning}` : ''}`,
      },
    ]
  })
}

const titleWords = (view: ChartView, { left, top, width }: PanelPlace): Word[] => {
  const start = left - PANEL_VALUES
  const room = width + PANEL_VALUES - 26
  const last = view.chart.points.findLast(({ value }) => value !== null)?.value ?? null
  const latest = last === null ? 'No values yet' : `Last ${valueWords(last, view)}`
  // Names often differ in their last letters only: the name comes first, the latest value where there is room.
  const name = truncated(view.localityName, room, TITLE)
  const end = start + textWidth(name, TITLE.size, TITLE.weight) + 8
  const fits = end + textWidth(latest, LABEL.size) <= start + room
  return [word(name, start, top - 14, TITLE), ...(fits ? [word(latest, end, top - 14, LABEL)] : [])]
}

const valueWordsOf = (
  { unit }: ChartView,
  { left }: PanelPlace,
  scale: ValueAxis,
  y: (value: number) => number,
): Word[] => {
  const { labels } = valueLabels(scale, unit)
  return fewTicks(scale).map(({ tick, index }) =>
    word(truncated(labels[index] ?? '', PANEL_VALUES - 6, LABEL), left - 6, y(tick) + 3.5, {
      ...LABEL,
      align: 'right',
    }),
  )
}

/** Those that fit, counted from the first. */
const timeWords = (axis: TimeAxis, { left, top, width, height }: PanelPlace, x: (at: number) => number) => {
  let free = left - PANEL_VALUES
  return axis.ticks.flatMap(({ at, label }) => {
    const half = Math.max(...label.map((line) => textWidth(line, LABEL.size))) / 2
    if (x(at) - half < free || x(at) + half > left + width + 8) return []
    free = x(at) + half + 6
    return label.map((line, index) =>
      word(line, x(at), top + height + 14 + index * 13, { ...LABEL, align: 'center' }),
    )
  })
}

const panelIcons = (view: ChartView, { left, top, width }: PanelPlace): PictureSymbol[] => {
  const variation = shownVariation(view.chart)
  return variation === null ? [] : iconSymbols(VARIATION_ICONS[variation], left + width - 9, top - 18, 8)
}

const rounded = (pixels: number) => Math.round(pixels * 10) / 10
