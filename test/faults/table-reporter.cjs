'use strict'

const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs')
const { tmpdir } = require('node:os')
const path = require('node:path')

const COLUMNS = [
  ['fault', ({ scenario }) => scenario],
  ['store', ({ engine }) => engine],
  ['rounds', ({ rounds }) => String(rounds)],
  ['acknowledged', ({ acknowledged }) => String(acknowledged)],
  ['found', ({ found }) => String(found)],
  ['missing', ({ missing }) => String(missing)],
  ['doubled', ({ doubled }) => String(doubled)],
  ['read side = fresh rebuild', ({ readSideEqual }) => (readSideEqual ? 'yes' : 'NO')],
  ['note', ({ note }) => note],
]

const line = (cells) => `| ${cells.join(' | ')} |`

const tableOf = (results) =>
  [
    line(COLUMNS.map(([title]) => title)),
    line(COLUMNS.map(() => '---')),
    ...results.map((result) => line(COLUMNS.map(([, cell]) => cell(result)))),
  ].join('\n')

/** Collects what the scenarios report, and prints it as a table when all have run. */
class TableReporter {
  onRunStart() {
    this.folder = mkdtempSync(path.join(tmpdir(), 'waymark-faults-'))
    process.env.WAYMARK_FAULT_RESULTS = path.join(this.folder, 'results')
    writeFileSync(process.env.WAYMARK_FAULT_RESULTS, '')
  }

  onRunComplete() {
    const lines = readFileSync(process.env.WAYMARK_FAULT_RESULTS, 'utf8').split('\n').slice(0, -1)
    rmSync(this.folder, { recursive: true, force: true })
    const results = lines.map((text) => JSON.parse(text))
    const order = ({ scenario, engine }) => `${scenario} ${engine}`
    results.sort((one, other) => order(one).localeCompare(order(other)))
    process.stdout.write(`\n${tableOf(results)}\n`)
  }
}

module.exports = TableReporter
