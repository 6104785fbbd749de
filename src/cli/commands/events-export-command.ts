import { Command } from 'commander'

import { exportLog, type LogSummary } from '../../moving.js'
import { ExitStatus } from '../exit-status.js'
import { dataOption, describePlace, placesOf, type PlaceSettings, storeOption } from '../log-place.js'
import type { Terminal } from '../terminal.js'
import { tellLogFault } from './log-faults.js'

const number = (value: number): string => Math.round(value).toLocaleString('en-GB')

const describe = (summary: LogSummary, where: string, seconds: number): readonly string[] => [
  `Exported ${number(summary.events)} events of ${number(summary.streams)} streams and ${number(summary.commands)} ` +
    `command records to ${where} in ${seconds.toFixed(1)} s (${number(summary.events / Math.max(seconds, 0.001))} events a second).`,
  `Head: position ${number(summary.events)}, chain hash ${summary.chain}`,
  `Command records: chain hash ${summary.commandChain}`,
]

const run = async (file: string, settings: PlaceSettings, terminal: Terminal, env: NodeJS.ProcessEnv) => {
  const places = placesOf(settings, env)
  const piped = file === '-'
  terminal.note(`Exporting ${describePlace(places)}`)
  const started = performance.now()
  const summary = await exportLog(places, piped ? process.stdout : file, (events) =>
    terminal.progress(`${number(events)} events exported`),
  )
  terminal.endProgress()
  const seconds = (performance.now() - started) / 1_000
  for (const line of describe(summary, piped ? 'standard output' : file, seconds)) {
    // Standard output is the export itself then.
    if (piped) terminal.note(line)
    else terminal.say(line)
  }
}

/** `waymark events export`: writes the log of events to a file that any store can take. */
export const eventsExportCommand = (terminal: Terminal, env: NodeJS.ProcessEnv): Command =>
  new Command('export')
    .description('Write the log of events, as it is now, to a file.')
    .argument('<file>', 'the file to be made, packed when its name ends in .gz; - for standard output')
    .option(...dataOption)
    .option(...storeOption)
    .addHelpText(
      'after',
      '\nA server may run meanwhile. The file has one line for each command, with its events and their hashes.\n' +
        'Status: 0 all is exported, 1 the log is not as it was recorded, 2 nothing was begun, 3 it broke off: no file is left.',
    )
    .action(async (file: string, settings: PlaceSettings) => {
      try {
        await run(file, settings, terminal, env)
      } catch (error) {
        tellLogFault(error, terminal)
        if (error instanceof Error && error.name === 'LogTransferFault') terminal.finish(ExitStatus.Found)
      }
    })
