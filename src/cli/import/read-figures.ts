import type { DefinedMetric } from '../../domain/metric/metric.js'
import { currentDefinition } from '../../domain/metric/metric.js'
import { Statistic } from '../../domain/metric/vocabulary.js'
import { Measurement } from '../../domain/series/commands.js'
import type { Cell, CellReader, Columns } from './columns.js'
import { type Finding, shortened } from './finding.js'
import type { Mapping, MetricSource } from './mapping.js'
import { readNumber } from './read-number.js'
import { readTimes } from './read-period.js'
import type { TableRow } from './read-table.js'

/** Fields of a reading that come from cells. */
export type FigureField = 'value' | 'numerator' | 'denominator' | 'narrative'
type FactField = 'denominatorVintage' | 'sampleSize' | 'source' | 'collectedOn' | 'grade'
export type CellField = FigureField | FactField

const figureFields = ['value', 'numerator', 'denominator', 'narrative'] as const
const factFields = ['denominatorVintage', 'sampleSize', 'source', 'collectedOn', 'grade'] as const

export type FiguresRead =
  | { readonly kind: 'measured'; readonly measurement: Measurement }
  /** A reason declares the period missing; without one the reading is left out. */
  | { readonly kind: 'none'; readonly reason: string | null }
  | { readonly kind: 'unreadable'; readonly findings: readonly Finding[] }

export interface FigureReader {
  /** @param figure the cell below the period, in a wide file */
  read(row: TableRow, figure: Cell | null): FiguresRead
  /** The cell from which a field comes; null when the mapping does not give it. */
  cell(field: string, row: TableRow, figure: Cell | null): Cell | null
}

/** Cells that say that there is no value, in lower case. A mapping may add to them, and give reasons. */
const usualMarks = ['', '-', '–', '—', 'n/a', 'na', '*', '..', ':']

const marksOf = ({ noValue }: Mapping): ReadonlyMap<string, string | null> =>
  new Map([
    ...usualMarks.map((mark) => [mark, null] as const),
    ...Object.entries(noValue).map(([mark, reason]) => [mark.trim().toLowerCase(), reason] as const),
  ])

type Values = Readonly<Partial<Record<CellField, string | number>>>

type Parsed =
  | { readonly kind: 'read'; readonly value: string | number }
  | { readonly kind: 'bad'; readonly finding: Omit<Finding, 'line'> }

const bad = (cell: Cell, code: string, remedy: string): Parsed => ({
  kind: 'bad',
  finding: { column: cell.column, value: shortened(cell.text), code, remedy },
})

const parseNumber = (cell: Cell, decimal: '.' | ',', mayBePercent: boolean): Parsed => {
  const read = readNumber(cell.text, decimal)
  if (read.kind === 'unreadable') return bad(cell, 'NUMBER_UNREADABLE', read.remedy)
  return read.percent && !mayBePercent
    ? bad(cell, 'NUMBER_UNREADABLE', 'A percentage stands where none belongs; give the number itself')
    : { kind: 'read', value: read.value }
}

const parseDay = (cell: Cell, monthFirst: boolean): Parsed => {
  const day = readTimes(cell.text, monthFirst).find(({ span }) => span === 'DAY')
  return day === undefined
    ? bad(cell, 'DATE_UNREADABLE', 'This is not a date; write it like 2016-04-01 or 01/04/2016')
    : { kind: 'read', value: day.start }
}

/** What the values themselves cannot be, such as a sample of half a person. */
const checked = (
  { line }: TableRow,
  cellOf: (field: string) => Cell | null,
  values: Readonly<Record<string, string | number>>,
): FiguresRead => {
  const parsed = Measurement.safeParse(values)
  if (parsed.success) return { kind: 'measured', measurement: parsed.data }
  const findings = parsed.error.issues.map((issue) => {
    const cell = cellOf(String(issue.path[0]))
    const value = cell === null ? null : shortened(cell.text)
    return { line, column: cell?.column ?? null, value, code: 'INVALID_VALUE', remedy: issue.message }
  })
  return { kind: 'unreadable', findings }
}

const isFigure = (field: CellField): boolean => (figureFields as readonly string[]).includes(field)

/** A value, both parts of a ratio, or words. */
const isComplete = ({ value, numerator, denominator, narrative }: Values): boolean =>
  value !== undefined || narrative !== undefined || (numerator !== undefined && denominator !== undefined)

/** Reads figures and what is known of them from the cells of a row. */
export const createFigureReader = (
  mapping: Mapping,
  source: MetricSource,
  state: DefinedMetric,
  columns: Columns,
): FigureReader => {
  const marks = marksOf(mapping)
  const percentage = currentDefinition(state).definition.statistic === Statistic.Percentage
  const monthFirst = mapping.period.dates === 'MONTH_FIRST'
  const cellField = mapping.format === 'wide' ? (source.cell ?? 'value') : null
  const readers = new Map<string, CellReader>()
  for (const field of [...figureFields, ...factFields]) {
    const from = source[field]
    if (from !== undefined) readers.set(field, columns.read(from))
  }
  const fields = figureFields.filter((field) => field === cellField || readers.has(field))

  const cell = (field: string, row: TableRow, figure: Cell | null): Cell | null =>
    field === cellField ? figure : (readers.get(field)?.(row) ?? null)

  const parse = (field: CellField, found: Cell): Parsed => {
    switch (field) {
      case 'denominatorVintage':
      case 'narrative':
      case 'source':
        return { kind: 'read', value: found.text }
      case 'grade':
        return { kind: 'read', value: found.text.toUpperCase() }
      case 'collectedOn':
        return parseDay(found, monthFirst)
      case 'value':
      case 'numerator':
      case 'denominator':
      case 'sampleSize':
        return parseNumber(found, mapping.decimal, percentage && field === 'value')
    }
  }

  const read = (row: TableRow, figure: Cell | null): FiguresRead => {
    const values: Partial<Record<CellField, string | number>> = {}
    const findings: Finding[] = []
    let reason: string | null = null
    for (const field of [...fields, ...factFields]) {
      const found = cell(field, row, figure)
      if (found === null) continue
      const mark = marks.get(found.text.toLowerCase())
      if (mark !== undefined) {
        if (isFigure(field)) reason ??= mark
        continue
      }
      const parsed = parse(field, found)
      if (parsed.kind === 'bad') findings.push({ line: row.line, ...parsed.finding })
      else values[field] = parsed.value
    }
    if (findings.length > 0) return { kind: 'unreadable', findings }
    if (!isComplete(values)) return { kind: 'none', reason }
    if (values.denominator === 0 && source.zeroDenominator !== undefined) {
      return { kind: 'none', reason: source.zeroDenominator }
    }
    return checked(row, (field) => cell(field, row, figure), values)
  }
  return { read, cell }
}
