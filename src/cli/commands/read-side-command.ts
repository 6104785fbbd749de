import { existsSync } from 'node:fs'

import { Command } from 'commander'

import {
  type GenerationInfo,
  listReadSides,
  logFile,
  rebuildReadSide,
  retireReadSide,
} from '../../operations.js'
import { dataFolderOf } from '../data-folder.js'
import { ExitStatus } from '../exit-status.js'
import type { Terminal } from '../terminal.js'

interface FolderSettings {
  readonly data?: string
}

interface ListSettings extends FolderSettings {
  readonly json?: boolean
}

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`

const instant = (at: Date | null): string => at?.toISOString().slice(0, 16).replace('T', ' ') ?? '–'

const row = (info: GenerationInfo): readonly string[] => [
  info.name,
  info.state,
  info.position.toLocaleString('en-GB'),
  megabytes(info.size),
  instant(info.startedAt),
  [info.current ? 'current' : '', info.inUse ? 'in use' : ''].filter((word) => word !== '').join(', '),
]

const table = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = (rows[0] ?? []).map((_cell, column) =>
    Math.max(...rows.map((one) => one[column]?.length ?? 0)),
  )
  return rows.map((one) =>
    one
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

const asJson = (infos: readonly GenerationInfo[]): string =>
  JSON.stringify(
    infos.map((info) => ({ ...info, position: info.position.toString() })),
    null,
    2,
  )

/** The data folder, once it has an event store in it. */
const folderWithLog = (
  settings: FolderSettings,
  terminal: Terminal,
  env: NodeJS.ProcessEnv,
): string | null => {
  const folder = dataFolderOf(settings.data, env)
  if (existsSync(logFile(folder))) return folder
  terminal.note(`There is no event store in ${folder}; name its folder with --data or WAYMARK_DATA.`)
  terminal.finish(ExitStatus.Usage)
  return null
}

const dataOption = ['--data <folder>', 'the data folder; that of WAYMARK_DATA when left out'] as const

const listCommand = (terminal: Terminal, env: NodeJS.ProcessEnv): Command =>
  new Command('list')
    .description('List the generations of the read side.')
    .option(...dataOption)
    .option('--json', 'print them as JSON')
    .action((settings: ListSettings) => {
      const folder = folderWithLog(settings, terminal, env)
      if (folder === null) return
      const infos = listReadSides(folder)
      if (settings.json === true) {
        terminal.say(asJson(infos))
        return
      }
      if (infos.length === 0) {
        terminal.say('There is no read side yet; the next start builds it.')
        return
      }
      const heading = ['generation', 'state', 'position', 'size', 'begun (UTC)', '']
      for (const line of table([heading, ...infos.map(row)])) terminal.say(line)
    })

const rebuildCommand = (terminal: Terminal, env: NodeJS.ProcessEnv): Command =>
  new Command('rebuild')
    .description('Make the current generation afresh from the log of events.')
    .option(...dataOption)
    .addHelpText('after', '\nStop the server first: it would go on with the old one.')
    .action(async (settings: FolderSettings) => {
      const folder = folderWithLog(settings, terminal, env)
      if (folder === null) return
      try {
        const { generation, position, seconds, removed } = await rebuildReadSide(folder, (progress) =>
          terminal.progress(
            `Event ${progress.position.toLocaleString('en-GB')} of ${progress.head.toLocaleString('en-GB')}, ` +
              `${Math.round(progress.eventsPerSecond).toLocaleString('en-GB')} events a second`,
          ),
        )
        terminal.endProgress()
        const rate = Math.round(Number(position) / Math.max(seconds, 0.001)).toLocaleString('en-GB')
        terminal.say(
          `Built ${generation} from ${position.toLocaleString('en-GB')} events in ${seconds.toFixed(1)} s (${rate} a second).`,
        )
        if (removed.length > 0) terminal.say(`It takes the place of ${removed.join(', ')}.`)
      } catch (error) {
        if (!(error instanceof Error) || !['DataFolderInUse', 'ReadSideFault'].includes(error.name))
          throw error
        terminal.note(error.message)
        terminal.finish(ExitStatus.Found)
      }
    })

const retireCommand = (terminal: Terminal, env: NodeJS.ProcessEnv): Command =>
  new Command('retire')
    .description('Remove a generation that no release needs any more.')
    .argument('<name>', 'its name, as `waymark read-side list` shows it')
    .option(...dataOption)
    .action((name: string, settings: FolderSettings) => {
      const folder = folderWithLog(settings, terminal, env)
      if (folder === null) return
      const outcome = retireReadSide(folder, name)
      if (outcome.kind === 'retired') {
        terminal.say(`Removed ${name} (${megabytes(outcome.freed)}).`)
        return
      }
      terminal.note(outcome.message)
      terminal.finish(ExitStatus.Found)
    })

/** `waymark read-side list | rebuild | retire` */
export const readSideCommand = (terminal: Terminal, env: NodeJS.ProcessEnv): Command =>
  new Command('read-side')
    .description('The tables from which queries are answered: list, make afresh, remove.')
    .addCommand(listCommand(terminal, env))
    .addCommand(rebuildCommand(terminal, env))
    .addCommand(retireCommand(terminal, env))
