import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { parse } from 'csv-parse/sync'
import Database from 'libsql'

import { projectRoot } from '../src/project-root.js'
import { benchResult, type BenchResult } from './result.js'
import { startBare, startWaymark, type ServerProcess } from './server-process.js'

const realFile = join(projectRoot, '../shared/data/ae_attendances.csv')
const mapping = join(projectRoot, 'docs/examples/ae-attendances.json')
const commandLine = join(__dirname, '..', 'src', 'cli', 'waymark.js')

const BATCH = 1_000
const PROVIDERS = 274
const MONTHS = 47
const SAMPLE_MS = 50

/** As many rows as the national A&E file has, for where that is not at hand. */
const syntheticRows = (): string => {
  const rows = Array.from({ length: PROVIDERS * MONTHS }, (_, index) => {
    const month = new Date(Date.UTC(2016, 3 + (index % MONTHS), 1)).toISOString().slice(0, 10)
    const attendances = 1_000 + ((index * 7_919) % 9_973)
    return `${month},P${1_000 + Math.floor(index / MONTHS)},1,${attendances},${index % 997},${index % 499}`
  })
  return `period,org_code,type,attendances,breaches,admissions\n${rows.join('\n')}\n`
}

/** Parsing the file and inserting a row for each reading, committed in thousands: nothing checked, nothing known. */
const bareReadingsPerSecond = (file: string, database: string): number => {
  const bare = new Database(database)
  bare.pragma('journal_mode = WAL')
  bare.pragma('synchronous = FULL')
  bare.exec(
    'CREATE TABLE reading (period TEXT, org TEXT, type TEXT, metric TEXT, value REAL, denominator REAL) STRICT',
  )
  const insert = bare.prepare('INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?)')
  const started = performance.now()
  const rows = parse<Record<string, string>>(readFileSync(file, 'utf8'), { columns: true })
  const readings = rows.flatMap(({ period, org_code: org, type, attendances, breaches, admissions }) => [
    [period, org, type, 'attendances', Number(attendances), null],
    [period, org, type, 'admissions', Number(admissions), null],
    [period, org, type, 'breaches', Number(breaches), Number(attendances)],
  ])
  for (let from = 0; from < readings.length; from += BATCH) {
    bare.exec('BEGIN')
    for (const reading of readings.slice(from, from + BATCH)) insert.run(...reading)
    bare.exec('COMMIT')
  }
  const seconds = (performance.now() - started) / 1_000
  bare.close()
  return readings.length / seconds
}

interface Imported {
  readonly readingsPerSecond: number
  readonly peakMb: number
}

/** The command line in a process of its own, into a server in another, whose memory is looked at meanwhile. */
const importInto = async (
  server: ServerProcess,
  dataFolder: string,
  file: string,
  report: string,
): Promise<Imported> => {
  let peakMb = server.residentMb()
  const sampling = setInterval(() => {
    peakMb = Math.max(peakMb, server.residentMb())
  }, SAMPLE_MS)
  try {
    const args = [commandLine, 'import', file, '--mapping', mapping, '--report', report]
    await promisify(execFile)(process.execPath, args, { env: { ...process.env, WAYMARK_DATA: dataFolder } })
  } finally {
    clearInterval(sampling)
  }
  const { readingsPerSecond } = JSON.parse(readFileSync(report, 'utf8')) as { readingsPerSecond: number }
  return { readingsPerSecond, peakMb }
}

const residentOfBare = async (folder: string): Promise<number> => {
  const answer = join(folder, 'answer.json')
  writeFileSync(answer, '{}')
  const bare = await startBare(answer)
  const resident = bare.residentMb()
  await bare.stop()
  return resident
}

/** The national A&E file imported whole, against parsing it and bare inserts; and the memory of the server. */
export const run = async (): Promise<BenchResult[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-bench-'))
  const real = existsSync(realFile)
  const file = real ? realFile : join(folder, 'synthetic.csv')
  if (!real) writeFileSync(file, syntheticRows())
  const what = real ? 'import of the A&E file' : 'import of a synthetic file'
  const dataFolder = join(folder, 'data')
  const server = await startWaymark(dataFolder)
  try {
    const imported = await importInto(server, dataFolder, file, join(folder, 'report.json'))
    const bare = bareReadingsPerSecond(file, join(folder, 'bare.db'))
    return [
      benchResult(what, 'readings/s', imported.readingsPerSecond, bare),
      benchResult('resident memory, importing', 'MB', imported.peakMb, await residentOfBare(folder)),
    ]
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
