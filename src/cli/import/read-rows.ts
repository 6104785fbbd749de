import { CodeValue } from '../../domain/locality/commands.js'
import { refuseMalformedCode } from '../../domain/locality/code-format.js'
import { currentDefinition } from '../../domain/metric/metric.js'
import type { Measurement } from '../../domain/series/commands.js'
import type { Cell, CellReader, Columns } from './columns.js'
import { type Finding, type ImportCode, shortened } from './finding.js'
import type { ImportMetric } from './known-metrics.js'
import type { Mapping, RowCondition } from './mapping.js'
import { type PeriodCell, periodCells, type PeriodReader } from './period-cells.js'
import { createFigureReader, type FigureReader } from './read-figures.js'
import type { TableRow } from './read-table.js'

/** What is to be recorded for a period: figures, or that there are none and why. */
export type Said =
  | { readonly kind: 'measured'; readonly measurement: Measurement }
  | { readonly kind: 'missing'; readonly reason: string }

/** One reading that a row asks for, as read, before any rule is applied. */
export interface Draft {
  readonly metric: ImportMetric
  /** Code of the locality, in the spelling of its scheme. */
  readonly code: string
  readonly category: string | undefined
  readonly period: string
  readonly said: Said
  /** Where a field of the reading stands in the file. */
  readonly cell: (field: string) => Cell | null
}

export interface RowRead {
  readonly row: TableRow
  readonly drafts: readonly Draft[]
  readonly findings: readonly Finding[]
  /** Readings without a value that are left out. */
  readonly withoutValue: number
}

interface MetricReader {
  readonly metric: ImportMetric
  readonly applies: (row: TableRow) => boolean
  readonly figures: FigureReader
  readonly category: CellReader | null
  readonly categoryOf: (text: string) => string
}

const matches = (conditions: readonly RowCondition[], columns: Columns) => {
  const tests = conditions.map(({ column, equals }) => {
    const wanted = new Set(equals.map((text) => text.trim().toLowerCase()))
    const read = columns.read(column)
    return (row: TableRow) => wanted.has(read(row).text.toLowerCase())
  })
  return tests
}

/** The category that a cell means: as the mapping translates it, else by code, else by label. */
const categoryReader = ({ source, state }: ImportMetric): ((text: string) => string) => {
  const { category } = source
  const translated =
    typeof category === 'object' && 'values' in category
      ? new Map(Object.entries(category.values).map(([cell, code]) => [cell.trim().toLowerCase(), code]))
      : null
  const categories = currentDefinition(state).definition.breakdown?.categories ?? []
  return (text) => {
    const key = text.toLowerCase()
    const found =
      categories.find(({ code }) => code === text) ??
      categories.find(({ code, label }) => code.toLowerCase() === key || label.toLowerCase() === key)
    return translated?.get(key) ?? found?.code ?? text
  }
}

const metricReader = (mapping: Mapping, metric: ImportMetric, columns: Columns): MetricReader => {
  const { category, rows } = metric.source
  const tests = matches(rows ?? [], columns)
  const column = typeof category === 'object' && 'column' in category ? category.column : category
  return {
    metric,
    applies: (row) => tests.every((test) => test(row)),
    figures: createFigureReader(mapping, metric.source, metric.state, columns),
    category: column === undefined ? null : columns.read(column),
    categoryOf: categoryReader(metric),
  }
}

const finding = (row: TableRow, cell: Cell | null, code: ImportCode, remedy: string): Finding => ({
  line: row.line,
  column: cell?.column ?? null,
  value: cell === null ? null : shortened(cell.text),
  code,
  remedy,
})

const cellOf =
  (reader: MetricReader, row: TableRow, { period, figure }: PeriodCell, locality: Cell) =>
  (field: string): Cell | null => {
    if (field === 'period' || field === 'metricId') return period
    if (field === 'localityId') return locality
    if (field === 'category') return reader.category?.(row) ?? null
    return reader.figures.cell(field, row, figure) ?? figure
  }

/** The code of the row's locality, or what is wrong with it. */
const readCode = (row: TableRow, cell: Cell, scheme: string): string | Finding => {
  if (cell.text === '') {
    return finding(row, cell, 'CELL_EMPTY', `Give the ${scheme} code of the locality, or leave the row out`)
  }
  const parsed = CodeValue.safeParse(cell.text)
  if (!parsed.success) {
    return finding(row, cell, 'INVALID_VALUE', parsed.error.issues[0]?.message ?? 'Correct the code')
  }
  const [refusal] = refuseMalformedCode(scheme, parsed.data, 'code')
  if (refusal === undefined) return parsed.data
  return { ...finding(row, cell, 'INVALID_VALUE', refusal.message), code: refusal.code }
}

/** Reads rows one by one. What a row says twice or against the rules is not its concern. */
export const createRowReader = (
  mapping: Mapping,
  columns: Columns,
  named: ReadonlySet<number>,
  metrics: readonly ImportMetric[],
  periods: PeriodReader,
): ((row: TableRow) => RowRead | 'left-out') => {
  const readers = metrics.map((metric) => metricReader(mapping, metric, columns))
  const leaveOut = matches(mapping.leaveOut, columns)
  const localityCell = columns.read(mapping.locality.code)
  const cellsOf = periodCells(mapping, columns, named)
  const conditionColumns = [
    ...new Set(mapping.metrics.flatMap(({ rows = [] }) => rows.map((one) => one.column))),
  ]

  const readOne = (
    reader: MetricReader,
    row: TableRow,
    at: PeriodCell,
    locality: Cell,
    code: string,
  ): Draft | readonly Finding[] => {
    const { metric, category } = reader
    const figures = reader.figures.read(row, at.figure)
    if (figures.kind === 'none' && figures.reason === null) return []
    const findings: Finding[] = figures.kind === 'unreadable' ? [...figures.findings] : []
    const { definition } = currentDefinition(metric.state)
    const period = periods.read(at.period.text, definition)
    if (at.period.text === '') {
      findings.push(finding(row, at.period, 'CELL_EMPTY', 'Give the period, or leave the row out'))
    } else if (period.kind === 'unreadable') {
      findings.push(finding(row, at.period, period.code, period.remedy))
    }
    if (period.kind === 'unreadable' || figures.kind === 'unreadable') return findings
    const said: Said = figures.kind === 'none' ? { kind: 'missing', reason: figures.reason ?? '' } : figures
    return {
      metric,
      code,
      category: category === null ? undefined : reader.categoryOf(category(row).text) || undefined,
      period: period.period,
      said,
      cell: cellOf(reader, row, at, locality),
    }
  }

  return (row) => {
    if (leaveOut.some((test) => test(row))) return 'left-out'
    const applying = readers.filter(({ applies }) => applies(row))
    const locality = localityCell(row)
    const code = readCode(row, locality, mapping.locality.scheme)
    const findings: Finding[] = typeof code === 'string' ? [] : [code]
    if (applying.length === 0) {
      const cell = columns.read(conditionColumns[0] ?? mapping.locality.code)(row)
      const remedy = 'No metric of the mapping takes this row; add one, or list such rows under leaveOut'
      findings.push(finding(row, cell, 'ROW_OF_NO_METRIC', remedy))
    }
    const drafts: Draft[] = []
    let withoutValue = 0
    for (const at of cellsOf(row)) {
      for (const reader of applying) {
        const read = readOne(reader, row, at, locality, typeof code === 'string' ? code : '')
        if (!('length' in read)) drafts.push(read)
        else if (read.length > 0) findings.push(...read)
        else withoutValue += 1
      }
    }
    return { row, drafts, findings: unique(findings), withoutValue }
  }
}

/** A period that three metrics cannot read is one thing to put right. */
const unique = (findings: readonly Finding[]): readonly Finding[] =>
  findings.length < 2
    ? findings
    : [...new Map(findings.map((one) => [`${one.column ?? ''} ${one.code} ${one.remedy}`, one])).values()]
