import { Command } from 'commander'

import {
  checkExport,
  importLog,
  withStreamAsFile,
  type ImportReport,
  type LogFileSummary,
  type TransferProgress,
} from '../../moving.js'
import { ExitStatus } from '../exit-status.js'
import { dataOption, describePlace, placesOf, type PlaceSettings, storeOption } from '../log-place.js'
import type { Terminal } from '../terminal.js'
import { tellLogFault } from './log-faults.js'

interface ImportSettings extends PlaceSettings {
  readonly dryRun?: boolean
}

const number = (value: number): string => Math.round(value).toLocaleString('en-GB')

const describeFile = ({ events, streams, commands, chain, engine }: LogFileSummary): readonly string[] => [
  `The file is whole: ${number(events)} events of ${number(streams)} streams and ${number(commands)} command records ` +
    `from a store of kind ${engine}.`,
  `Its head: position ${number(events)}, chain hash ${chain}`,
]

const describe = (report: ImportReport, seconds: number): readonly string[] => [
  `Recorded ${number(report.recordedEvents)} events and ${number(report.recordedCommands)} command records in ` +
    `${seconds.toFixed(1)} s; ${number(report.file.events - report.recordedEvents)} events were there already.`,
  `The store's head: position ${number(report.end.events)}, chain hash ${report.end.chain}`,
  report.equal
    ? 'Its hashes are those of the file: the logs are the same. The next start builds the read side from it.'
    : 'Its hashes are NOT those of the file: do not start a server on it. Move into an empty store.',
]

const showProgress =
  (terminal: Terminal): TransferProgress =>
  (doing, events) =>
    terminal.progress(`${number(events)} events ${doing === 'checking' ? 'checked' : 'recorded'}`)

const check = async (file: string, terminal: Terminal): Promise<void> => {
  const summary = await checkExport(file, showProgress(terminal))
  terminal.endProgress()
  for (const line of describeFile(summary)) terminal.say(line)
  terminal.say('Nothing was recorded (--dry-run).')
}

const record = async (file: string, settings: ImportSettings, terminal: Terminal, env: NodeJS.ProcessEnv) => {
  const places = placesOf(settings, env)
  terminal.say(`Importing into ${describePlace(places)}`)
  const started = performance.now()
  const report = await importLog(places, file, showProgress(terminal))
  terminal.endProgress()
  const seconds = (performance.now() - started) / 1_000
  for (const line of [...describeFile(report.file), ...describe(report, seconds)]) terminal.say(line)
  if (!report.equal) terminal.finish(ExitStatus.Found)
}

/** `waymark events import`: records an export in a store, after all of it has been checked. */
export const eventsImportCommand = (terminal: Terminal, env: NodeJS.ProcessEnv): Command =>
  new Command('import')
    .description('Record an exported log of events in an empty store, hashes and all.')
    .argument('<file>', 'what `waymark events export` wrote, packed or not; - for standard input')
    .option(...dataOption)
    .option(...storeOption)
    .option('--dry-run', 'check the file and record nothing')
    .addHelpText(
      'after',
      '\nStop the servers of the store first. The whole file is checked before anything is recorded. When it breaks off, run\n' +
        'it again: what is there is passed over. Standard input is kept in a temporary file first (TMPDIR says where).\n' +
        'Status: 0 the store has the same log, 1 its hashes differ, 2 nothing was begun, 3 it broke off: run it again.',
    )
    .action(async (file: string, settings: ImportSettings) => {
      const work = (name: string): Promise<void> =>
        settings.dryRun === true ? check(name, terminal) : record(name, settings, terminal, env)
      try {
        // Before a long stream is read, what is wrong with the settings is told.
        placesOf(settings, env)
        await (file === '-' ? withStreamAsFile(process.stdin, work) : work(file))
      } catch (error) {
        tellLogFault(error, terminal)
      }
    })
