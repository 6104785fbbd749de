import { ImportFault } from './import-fault.js'
import type { Mapping, MetricSource, LocalitySource, Source } from './mapping.js'
import { headerName, type TableRow } from './read-table.js'

/** What stands in a cell, and under which header; `column` is null for a constant. */
export interface Cell {
  readonly column: string | null
  readonly text: string
}

export type CellReader = (row: TableRow) => Cell

/** The columns of a file by name; letter case and spaces do not matter. */
export interface Columns {
  readonly names: readonly string[]
  /** -1 when there is none. */
  indexOf(name: string): number
  read(source: Source): CellReader
  /** Fills `{column}` with the row's cells. */
  fill(template: string, row: TableRow): string
}

const keyOf = (name: string): string => headerName(name).toLowerCase()

export const columnsOf = (header: readonly string[]): Columns => {
  const byKey = new Map(header.map((name, index) => [keyOf(name), index] as const).toReversed())
  const indexOf = (name: string): number => {
    const exact = header.indexOf(headerName(name))
    return exact === -1 ? (byKey.get(keyOf(name)) ?? -1) : exact
  }
  const cell = (row: TableRow, name: string): string => (row.cells[indexOf(name)] ?? '').trim()
  return {
    names: header,
    indexOf,
    read: (source) => {
      if (typeof source !== 'string') {
        const constant = { column: null, text: String(source.constant) }
        return () => constant
      }
      const index = indexOf(source)
      const column = header[index] ?? source
      return (row) => ({ column, text: (row.cells[index] ?? '').trim() })
    },
    fill: (template, row) =>
      template
        .replace(/\{([^{}]+)\}/g, (_whole, name: string) => cell(row, name))
        .replace(/[\s\u00a0]+/g, ' ')
        .trim(),
  }
}

type Named = readonly [path: string, column: string]

const ofSource = (path: string, source: unknown): Named[] =>
  typeof source === 'string' ? [[path, source]] : []

const ofTemplate = (path: string, template: string | undefined): Named[] =>
  [...(template ?? '').matchAll(/\{([^{}]+)\}/g)].map((found) => [path, found[1] ?? ''])

const ofLocality = (path: string, { code, register }: LocalitySource): Named[] => [
  ...ofSource(`${path}.code`, code),
  ...ofTemplate(`${path}.register.name`, register?.name),
  ...ofTemplate(`${path}.register.note`, register?.note),
  ...(register?.parent === undefined ? [] : ofLocality(`${path}.register.parent`, register.parent)),
]

const sourceFields = [
  'value',
  'numerator',
  'denominator',
  'denominatorVintage',
  'narrative',
  'sampleSize',
  'source',
  'collectedOn',
  'grade',
] as const

const ofMetric = (path: string, metric: MetricSource): Named[] => {
  const { category } = metric
  const categoryColumn = typeof category === 'object' && 'column' in category ? category.column : category
  return [
    ...sourceFields.flatMap((field) => ofSource(`${path}.${field}`, metric[field])),
    ...ofSource(`${path}.category`, categoryColumn),
    ...(metric.rows ?? []).map(({ column }, index): Named => [`${path}.rows.${index}.column`, column]),
  ]
}

const ofPeriod = ({ format, period }: Mapping): Named[] => {
  if (format === 'long') return [['period.column', period.column]]
  const columns = Array.isArray(period.columns) ? period.columns : []
  return [
    ...columns.map((column, index): Named => [`period.columns.${index}`, column]),
    ...period.ignore.map((column, index): Named => [`period.ignore.${index}`, column]),
  ]
}

/** Every column that a mapping names, and where in it. */
const namedColumns = (mapping: Mapping): readonly Named[] => [
  ...ofPeriod(mapping),
  ...ofLocality('locality', mapping.locality),
  ...mapping.metrics.flatMap((metric, index) => ofMetric(`metrics.${index}`, metric)),
  ...mapping.leaveOut.map(({ column }, index): Named => [`leaveOut.${index}.column`, column]),
]

/** Indices of the columns that the mapping names. @throws ImportFault when the file has not all of them */
export const checkColumns = (mapping: Mapping, columns: Columns): ReadonlySet<number> => {
  const named = namedColumns(mapping)
  const absent = named.filter(([, column]) => columns.indexOf(column) === -1)
  if (absent.length > 0) {
    const problems = absent.map(([path, column]) => `  ${path}: the file has no column "${column}"`)
    throw new ImportFault(
      `Mapping and file do not fit:\n${problems.join('\n')}\nThe columns of the file are: ${columns.names.join(', ')}.` +
        (columns.names.length === 1
          ? ' If that is one name too few, set the delimiter in the mapping.'
          : ' Correct the mapping, or set headerLine to the line that names the columns.'),
    )
  }
  return new Set(named.map(([, column]) => columns.indexOf(column)))
}
