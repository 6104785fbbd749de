import { isPercentage } from '../charts/english-quantity.js'
import type { Specification } from './drawing.js'
import { truncated } from './fit-text.js'
import { palette } from './palette.js'
import { FONT_FAMILY } from './text-width.js'
import type { TimeAxis } from './time-axis.js'
import type { ValueAxis } from './value-axis.js'
import { valueLabels } from './value-labels.js'

const labels = { labelFont: FONT_FAMILY, labelFontSize: 12, labelColor: palette.quiet } as const

/** The label that belongs to a tick's value, looked up rather than computed where it is drawn. */
const labelOf = (entries: readonly (readonly [number, unknown])[]) =>
  `(${JSON.stringify(Object.fromEntries(entries))})[toNumber(datum.value)]`

/** Time from left to right, in universal time, so that a day is the same day on every machine. */
export const timeEncoding = ({ from, to, ticks }: TimeAxis): Specification => ({
  field: 'period',
  type: 'temporal',
  scale: { type: 'utc', domain: [from, to], nice: false },
  axis: {
    ...labels,
    title: null,
    values: ticks.map(({ at }) => at),
    labelExpr: labelOf(ticks.map(({ at, label }) => [at, label])),
    labelLineHeight: 16,
    labelPadding: 6,
    labelOverlap: false,
    labelBound: false,
    grid: false,
    domainColor: palette.line,
    tickColor: palette.line,
  },
})

/** Values upwards, with the unit beside the axis unless each label says it. */
export const valueEncoding = (axis: ValueAxis, unit: string, height: number): Specification => {
  const { labels: texts, counts } = valueLabels(axis, unit)
  const title = axisTitle(unit, counts)
  return {
    field: 'value',
    type: 'quantitative',
    scale: { domain: [axis.lowest, axis.highest], nice: false, zero: false },
    axis: {
      ...labels,
      title: title === null ? null : truncated(title, height, { size: 12 }),
      titleFont: FONT_FAMILY,
      titleFontSize: 12,
      titleFontWeight: 'normal',
      titleColor: palette.quiet,
      titleX: -62,
      titleY: height / 2,
      titleAnchor: 'middle',
      titleAngle: -90,
      titleAlign: 'center',
      titleBaseline: 'bottom',
      values: axis.ticks,
      labelExpr: labelList(texts, axis),
      labelOverlap: false,
      grid: true,
      gridColor: palette.grid,
      domain: false,
      ticks: false,
      labelPadding: 8,
    },
  }
}

/** A quantity from left to right, with its name beneath. */
export const quantityEncoding = (field: string, axis: ValueAxis, title: string): Specification => {
  const { labels: texts, counts } = valueLabels(axis, '')
  const said = axisTitle(title, counts)
  return {
    field,
    type: 'quantitative',
    scale: { domain: [axis.lowest, axis.highest], nice: false, zero: false },
    axis: {
      ...labels,
      title: said,
      titleFont: FONT_FAMILY,
      titleFontSize: 12,
      titleFontWeight: 'normal',
      titleColor: palette.quiet,
      titlePadding: 8,
      values: axis.ticks,
      labelExpr: labelList(texts, axis),
      labelOverlap: false,
      labelPadding: 6,
      labelFlush: false,
      grid: false,
      domainColor: palette.line,
      tickColor: palette.line,
    },
  }
}

const labelList = (texts: readonly string[], { ticks }: ValueAxis) =>
  `[${texts.map((text) => JSON.stringify(text)).join(',')}][indexof([${ticks.join(',')}], datum.value)]`

/** What the values are counted in; null where each label says it. */
const axisTitle = (unit: string, counts: string | null): string | null => {
  const said = isPercentage(unit) || unit === '£' ? counts : counts ? `${unit} (${counts})` : unit
  return said ? said.charAt(0).toUpperCase() + said.slice(1) : null
}
