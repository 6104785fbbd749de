import path from 'node:path'

import { Command } from 'commander'

import { backUpLog, type BackupReport } from '../../moving.js'
import { ExitStatus } from '../exit-status.js'
import { describePlace, placesOf } from '../log-place.js'
import type { Terminal } from '../terminal.js'
import { tellLogFault } from './log-faults.js'

interface BackupSettings {
  readonly data?: string
  readonly verify: boolean
}

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`

const describe = ({ file, bytes, verified }: BackupReport, seconds: number): readonly string[] => [
  `Copied the log of events to ${file} (${megabytes(bytes)}) in ${seconds.toFixed(1)} s.`,
  ...(verified === null
    ? ['The copy was not verified. Verify it with `waymark verify --data <folder>` before you rely on it.']
    : [
        `Verified: ${verified.events.toLocaleString('en-GB')} events, ${verified.commands.toLocaleString('en-GB')} command records.`,
        `Head: position ${verified.head.toLocaleString('en-GB')}, chain hash ${verified.chain}`,
      ]),
  'The read side is not copied: it is made again from the log.',
]

const NOT_EMBEDDED =
  'The log of events is kept in a database, and this command copies the embedded store. Back the database up with ' +
  'its own tools, such as pg_dump, or write the log to a file with `waymark events export`.'

const run = async (folder: string, settings: BackupSettings, terminal: Terminal, env: NodeJS.ProcessEnv) => {
  const places = placesOf(settings, env)
  if (places.eventStore.kind !== 'embedded') {
    terminal.note(NOT_EMBEDDED)
    terminal.finish(ExitStatus.Usage)
    return
  }
  terminal.note(`Copying the log of events of ${describePlace(places)}`)
  const started = performance.now()
  const report = await backUpLog(places.dataFolder, path.resolve(folder), {
    verify: settings.verify,
    progress: (bytes) => terminal.progress(`${megabytes(bytes)} written`),
  })
  terminal.endProgress()
  for (const line of describe(report, (performance.now() - started) / 1_000)) terminal.say(line)
}

/** `waymark backup`: copies the embedded log of events while a server writes to it. */
export const backupCommand = (terminal: Terminal, env: NodeJS.ProcessEnv): Command =>
  new Command('backup')
    .description('Copy the embedded log of events, as it is now, to another folder.')
    .argument('<folder>', 'where the copy goes, made when it does not exist; it may not hold a log yet')
    .option('--data <folder>', 'the data folder; that of WAYMARK_DATA when left out')
    .option('--no-verify', 'do not check the hashes of the copy')
    .addHelpText(
      'after',
      '\nA server may run meanwhile: all that it acknowledged before is in the copy. The folder can serve as a data folder.\n' +
        'Status: 0 the copy is on disk, 2 there is none.',
    )
    .action(async (folder: string, settings: BackupSettings) => {
      try {
        await run(folder, settings, terminal, env)
      } catch (error) {
        tellLogFault(error, terminal)
      }
    })
