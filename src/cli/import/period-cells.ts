import type { Periodicity } from '../../domain/calendar.js'
import type { Cell, Columns } from './columns.js'
import { ImportFault } from './import-fault.js'
import type { Mapping } from './mapping.js'
import { describePeriod, type PeriodRead, readPeriod, readTimes } from './read-period.js'
import type { TableRow } from './read-table.js'

/** A period of a row, and the cell below it where periods are columns. */
export interface PeriodCell {
  readonly period: Cell
  /** null in a long file, where figures stand in columns of their own. */
  readonly figure: Cell | null
}

const isPeriod = (name: string, monthFirst: boolean): boolean => readTimes(name, monthFirst).length > 0

const pattern = (text: string): RegExp => {
  try {
    return new RegExp(text, 'u')
  } catch (cause) {
    throw new ImportFault(`period.columns.matching is not a regular expression: ${text}`, { cause })
  }
}

type WideMapping = Extract<Mapping, { format: 'wide' }>

/** Indices of the columns of a wide file that are periods. @throws ImportFault when one of them is none */
const periodColumns = (
  { period }: WideMapping,
  columns: Columns,
  named: ReadonlySet<number>,
): readonly number[] => {
  const all = columns.names.flatMap((name, index) => (name === '' ? [] : [index]))
  const nameOf = (index: number): string => columns.names[index] ?? ''
  const chosen = Array.isArray(period.columns)
    ? period.columns.map((column) => columns.indexOf(column))
    : typeof period.columns === 'object'
      ? all.filter((index) => pattern((period.columns as { matching: string }).matching).test(nameOf(index)))
      : all.filter((index) => !named.has(index))
  const none = chosen.filter((index) => !isPeriod(nameOf(index), period.dates === 'MONTH_FIRST'))
  if (none.length > 0) {
    throw new ImportFault(
      `These columns name no period: ${none.map(nameOf).join(', ')}. List them under period.ignore, or write them like April 2016`,
    )
  }
  if (chosen.length === 0) {
    throw new ImportFault('The file has no columns that are periods; check period.columns and the header')
  }
  return chosen
}

/** The periods of a row: one in a long file, one for each period column in a wide one. */
export const periodCells = (
  mapping: Mapping,
  columns: Columns,
  named: ReadonlySet<number>,
): ((row: TableRow) => readonly PeriodCell[]) => {
  if (mapping.format === 'long') {
    const read = columns.read(mapping.period.column)
    return (row) => [{ period: read(row), figure: null }]
  }
  const indices = periodColumns(mapping, columns, named)
  return (row) =>
    indices.map((index) => {
      const column = columns.names[index] ?? ''
      return { period: { column, text: column }, figure: { column, text: (row.cells[index] ?? '').trim() } }
    })
}

/** How periods were written and what was understood, once for each way. */
export interface PeriodNote {
  readonly form: string
  readonly example: string
  readonly readAs: string
}

/** Reads periods, each text once, and remembers how they were written. */
export const createPeriodReader = (mapping: Mapping) => {
  const known = new Map<string, PeriodRead>()
  const notes = new Map<string, PeriodNote>()
  return {
    read: (text: string, periodicity: Periodicity): PeriodRead => {
      const key = `${periodicity.cadence} ${periodicity.yearStartsIn ?? ''} ${text}`
      const found = known.get(key) ?? readPeriod(text, periodicity, mapping.period)
      known.set(key, found)
      if (found.kind === 'period' && !notes.has(found.reading.form)) {
        const { form } = found.reading
        notes.set(form, { form, example: text, readAs: describePeriod(found.reading) })
      }
      return found
    },
    notes: (): readonly PeriodNote[] => [...notes.values()],
  }
}

export type PeriodReader = ReturnType<typeof createPeriodReader>
