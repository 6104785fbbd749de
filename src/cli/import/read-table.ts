import { parse } from 'csv-parse/sync'

import { type Finding, shortened } from './finding.js'
import { ImportFault } from './import-fault.js'

export interface TableRow {
  /** Line of the file on which it begins, counted from 1. */
  readonly line: number
  /** As many as the header has. */
  readonly cells: readonly string[]
}

export interface Table {
  readonly delimiter: string
  readonly header: readonly string[]
  readonly rows: readonly TableRow[]
  /** Rows with too few or too many cells. */
  readonly findings: readonly Finding[]
  /** Rows of the file, the bad ones included, blank ones not. */
  readonly rowCount: number
}

interface RawRow {
  readonly line: number
  readonly cells: readonly string[]
}

const candidates = [',', ';', '\t', '|'] as const

const outsideQuotes = (text: string): string => text.replace(/"[^"]*"/g, '')

/** The delimiter that occurs most in the header; a comma when there is none. */
const guessDelimiter = (headerText: string): string => {
  const bare = outsideQuotes(headerText)
  const counts = candidates.map((delimiter) => ({ delimiter, count: bare.split(delimiter).length }))
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).delimiter
}

const countLines = (text: string): number => text.split('\n').length - 1

const readRows = (text: string, delimiter: string, skipped: number): RawRow[] => {
  const rows: RawRow[] = []
  let ended = skipped
  try {
    parse(text, {
      delimiter,
      // Quotation marks inside a cell that does not begin with one are taken as they are.
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: '\n',
      on_record: (record: string[], { lines }) => {
        ended = lines + skipped
        const inner = record.reduce((sum, cell) => sum + countLines(cell), 0)
        rows.push({ line: ended - inner, cells: record })
        return null
      },
    })
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    if (!reason.includes('QUOTE')) throw cause
    throw new ImportFault(
      `A quotation mark opened after line ${ended} is never closed; close it, or write two of them for one inside a cell`,
      { cause },
    )
  }
  return rows
}

/** Spaces around names and doubled ones inside are slips of the keyboard, no difference. */
export const headerName = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ').trim()

const readHeader = (row: RawRow | undefined, headerLine: number): string[] => {
  if (row === undefined) throw new ImportFault('The file is empty; give one with a header and rows')
  const names = row.cells.map(headerName)
  // A delimiter at the end of every line makes a last column without a name.
  while (names.at(-1) === '') names.pop()
  if (names.length === 0)
    throw new ImportFault(`Line ${headerLine} names no columns; set headerLine to the line that does`)
  const twice = names.find((name, index) => name !== '' && names.indexOf(name) !== index)
  if (twice !== undefined) {
    throw new ImportFault(
      `Two columns are named "${twice}"; give each its own name, so that it is clear which is meant`,
    )
  }
  return names
}

const isBlank = ({ cells }: RawRow): boolean => cells.every((cell) => cell.trim() === '')

/** Drops empty cells beyond the header's, which spreadsheets like to leave. */
const fitted = (cells: readonly string[], width: number): readonly string[] => {
  const excess = cells.slice(width)
  return excess.every((cell) => cell.trim() === '') ? cells.slice(0, width) : cells
}

const ragged = (line: number, cells: readonly string[], width: number): Finding => ({
  line,
  column: null,
  value: shortened(cells.join(' ¦ ')),
  code: cells.length < width ? 'ROW_TOO_SHORT' : 'ROW_TOO_LONG',
  remedy: `The row has ${cells.length} cells and the header ${width}; put cells that hold the delimiter in quotation marks, or complete the row`,
})

export interface TableOptions {
  /** null: found from the header. */
  readonly delimiter: string | null
  readonly headerLine: number
}

/**
 * Reads CSV text. Line ends of any system, quoted cells with line breaks, a byte-order mark and blank rows are all
 * taken; rows with too few or too many cells are findings.
 *
 * @throws ImportFault without a usable header or any row, or when a quotation mark is never closed
 */
export const readTable = (text: string, options: TableOptions): Table => {
  const lines = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const skipped = options.headerLine - 1
  const body = lines.split('\n').slice(skipped).join('\n')
  const headerText = body.split('\n').find((one) => one.trim() !== '') ?? ''
  const delimiter = options.delimiter ?? guessDelimiter(headerText)
  const [first, ...rest] = readRows(body, delimiter, skipped)
  const header = readHeader(first, options.headerLine)
  const rows: TableRow[] = []
  const findings: Finding[] = []
  for (const row of rest) {
    if (isBlank(row)) continue
    const cells = fitted(row.cells, header.length)
    if (cells.length === header.length) rows.push({ line: row.line, cells })
    else findings.push(ragged(row.line, cells, header.length))
  }
  const rowCount = rows.length + findings.length
  if (rowCount === 0)
    throw new ImportFault(
      'There are no rows below the header; give a file that has some, or check headerLine',
    )
  return { delimiter, header, rows, findings, rowCount }
}
