import { writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import path from 'node:path'

import { Command } from 'commander'

import { createGraphqlClient, RequestFailed, Unreachable } from '../../client/graphql-client.js'
import { englishDay } from '../../domain/english-day.js'
import { findDestination } from '../destination.js'
import { ExitStatus } from '../exit-status.js'
import { describeFindings, describeOutcome, describeRead } from '../import/describe-report.js'
import { importFile } from '../import/import-file.js'
import type { ImportReport } from '../import/import-report.js'
import { ImportBroken, ImportFault } from '../import/import-fault.js'
import { patientClient } from '../import/patient-client.js'
import { readMapping } from '../import/read-mapping.js'
import type { Terminal } from '../terminal.js'

export interface ImportSettings {
  readonly mapping: string
  readonly dryRun?: boolean
  readonly partial?: boolean
  readonly url?: string
  readonly actor?: string
  readonly report?: string
}

const nameOfUser = (): string => {
  try {
    return userInfo().username
  } catch {
    return 'waymark import'
  }
}

const writeReport = (file: string, content: object): void => {
  try {
    writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`)
  } catch (cause) {
    throw new ImportFault(
      `The report ${file} cannot be written; check the folder and that you may write there`,
      {
        cause,
      },
    )
  }
}

const tell = (terminal: Terminal, report: ImportReport, reportFile: string | null): void => {
  const lines = [
    ...describeRead(report.read),
    ...describeFindings(report, reportFile),
    ...describeOutcome(report),
  ]
  for (const text of lines) terminal.say(text)
}

/** Carries an import out and tells of it. */
export const runImport = async (
  file: string,
  settings: ImportSettings,
  terminal: Terminal,
  env: NodeJS.ProcessEnv,
): Promise<ExitStatus> => {
  const { actor = nameOfUser(), report: reportFile, dryRun = false, partial = false } = settings
  const mapping = readMapping(settings.mapping)
  if (reportFile !== undefined) writeReport(reportFile, { outcome: 'NOT_FINISHED' })
  const destination = await findDestination(settings.url, env)
  try {
    terminal.say(`Importing ${path.basename(file)} into ${destination.description}`)
    const client = patientClient(createGraphqlClient(destination.address, actor), (reason) =>
      terminal.note(`${reason}; trying again`),
    )
    const today = englishDay(new Date())
    const onProgress = (text: string): void => terminal.progress(text)
    const report = await importFile({ file, mapping, client, today, dryRun, partial, onProgress })
    terminal.endProgress()
    if (reportFile !== undefined) {
      writeReport(reportFile, { file, mapping: settings.mapping, into: destination.address, ...report })
    }
    tell(terminal, report, reportFile ?? null)
    return report.findings.length === 0 ? ExitStatus.Done : ExitStatus.Found
  } finally {
    await destination.close()
  }
}

const statusOf = (error: unknown): ExitStatus | null => {
  if (error instanceof ImportFault) return ExitStatus.Usage
  if (error instanceof ImportBroken || error instanceof Unreachable || error instanceof RequestFailed)
    return ExitStatus.Broken
  return null
}

const explanation = `
The file is checked as a whole before anything is recorded. Status: 0 all is recorded (or could be, with --dry-run),
1 rows were rejected, 2 nothing was begun, 3 it broke off (run it again: it goes on where it broke off).

Where to: --url, else the server that has the data folder, else the Waymark at HOST and PORT (unless WAYMARK_DATA is
set), else the data folder itself. docs/import.md describes mappings; docs/examples has some.`

/** `waymark import FILE.csv --mapping FILE.json` */
export const importCommand = (terminal: Terminal, env: NodeJS.ProcessEnv): Command =>
  new Command('import')
    .description('Import readings from a CSV file.')
    .argument('<file>', 'the CSV file')
    .requiredOption('-m, --mapping <file>', 'the mapping: which column is what (JSON)')
    .option('--dry-run', 'check everything and say what would be recorded, but record nothing')
    .option('--partial', 'record the good rows when others are bad')
    .option('--url <address>', 'the Waymark to import into, such as http://127.0.0.1:4000')
    .option('--actor <name>', 'who is recorded as the one who imported; your user name when left out')
    .option('--report <file>', 'write the whole report, every bad row included, as JSON')
    .addHelpText('after', explanation)
    .action(async (file: string, settings: ImportSettings) => {
      try {
        terminal.finish(await runImport(file, settings, terminal, env))
      } catch (error) {
        const status = statusOf(error)
        if (status === null || !(error instanceof Error)) throw error
        terminal.note(error.message)
        if (status === ExitStatus.Usage) terminal.note('Nothing was recorded.')
        terminal.finish(status)
      }
    })
