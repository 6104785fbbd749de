import { readFileSync } from 'node:fs'

import type { GraphqlClient } from '../../client/graphql-client.js'
import { type CheckedReading, checkRows } from './check-rows.js'
import { checkColumns, columnsOf } from './columns.js'
import { decodeText } from './decode-text.js'
import type { Finding } from './finding.js'
import { ImportFault } from './import-fault.js'
import type { HowRead } from './import-report.js'
import { findLocalities } from './known-localities.js'
import { findMetrics, type ImportMetric } from './known-metrics.js'
import type { Mapping } from './mapping.js'
import { createPeriodReader } from './period-cells.js'
import { planLocalities, schemesOf } from './plan-localities.js'
import { createRowReader, type RowRead } from './read-rows.js'
import { readTable, type Table } from './read-table.js'

/** A file as read, and checked against everything but what is recorded in its series. */
export interface ReadImport {
  readonly how: HowRead
  readonly table: Table
  readonly metrics: readonly ImportMetric[]
  readonly rows: readonly RowRead[]
  /** Rows that the mapping leaves out. */
  readonly leftOut: number
  readonly readings: readonly CheckedReading[]
  readonly findings: readonly Finding[]
  readonly duplicates: number
}

export interface ReadOptions {
  readonly file: string
  readonly mapping: Mapping
  readonly client: GraphqlClient
  /** The last day that is not in the future. */
  readonly today: string
}

const delimiterNames: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'vertical bars',
}

const readBytes = (file: string): Buffer => {
  try {
    return readFileSync(file)
  } catch (cause) {
    const message = `The file ${file} cannot be read; check the path and that you may read it`
    throw new ImportFault(message, { cause })
  }
}

/**
 * Reads a file and checks all that can be checked by it, its mapping, and the metrics and localities that exist.
 *
 * @param minPosition what must be known to the API's answers
 * @throws ImportFault when file and mapping do not fit each other
 */
export const readImport = async (options: ReadOptions, minPosition: string): Promise<ReadImport> => {
  const { file, mapping, client, today } = options
  const { text, encoding, note } = decodeText(readBytes(file), mapping.encoding)
  const table = readTable(text, mapping)
  const columns = columnsOf(table.header)
  const named = checkColumns(mapping, columns)
  const { metrics, notes } = await findMetrics(client, mapping.metrics, minPosition)
  const holders = await findLocalities(client, schemesOf(mapping.locality), minPosition)
  const periods = createPeriodReader(mapping)
  const all = table.rows.map(createRowReader(mapping, columns, named, metrics, periods))
  const rows = all.filter((row) => row !== 'left-out')
  const checked = checkRows(rows, planLocalities(mapping.locality, columns, holders, rows), today)
  const how: HowRead = {
    encoding,
    delimiter: delimiterNames[table.delimiter] ?? table.delimiter,
    periods: periods.notes(),
    notes: [...(note === null ? [] : [note]), ...notes],
  }
  const findings = [...table.findings, ...checked.findings]
  return { how, table, metrics, rows, leftOut: all.length - rows.length, ...checked, findings }
}
