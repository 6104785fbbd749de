import { existsSync } from 'node:fs'

import { Command } from 'commander'

import { createGraphqlClient } from '../../client/graphql-client.js'
import type { RebuildProgress } from '../../eventsourcing/projection-runner.js'
import {
  findServer,
  type GenerationInfo,
  logFile,
  readSidesOf,
  type RebuildOutcome,
  rebuildReadSideOf,
  retireReadSideOf,
} from '../../operations.js'
import { ExitStatus } from '../exit-status.js'
import { dataOption, placesOf, type PlaceSettings } from '../log-place.js'
import { rebuildThroughServer } from '../rebuild-through-server.js'
import type { Terminal } from '../terminal.js'
import { quarantineCommand, releaseCommand } from './quarantine-command.js'

interface ListSettings extends PlaceSettings {
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

type Places = ReturnType<typeof placesOf>

/** Where log and rows are, once there is a log. */
const placesWithLog = (
  settings: PlaceSettings,
  terminal: Terminal,
  env: NodeJS.ProcessEnv,
): Places | null => {
  const places = placesOf(settings, env)
  if (places.eventStore.kind !== 'embedded' || existsSync(logFile(places.dataFolder))) return places
  terminal.note(
    `There is no event store in ${places.dataFolder}; name its folder with --data or WAYMARK_DATA, ` +
      'or another store with WAYMARK_EVENT_STORE.',
  )
  terminal.finish(ExitStatus.Usage)
  return null
}

const listCommand = (terminal: Terminal, env: NodeJS.ProcessEnv): Command =>
  new Command('list')
    .description('List the generations of the read side.')
    .option(...dataOption)
    .option('--json', 'print them as JSON')
    .action(async (settings: ListSettings) => {
      const places = placesWithLog(settings, terminal, env)
      if (places === null) return
      const infos = await readSidesOf(places)
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

/** Faults that say what to do about them. */
const told = ['DataFolderInUse', 'ReadSideFault', 'RebuildFailed']

/** Rows in files are one process's alone: a server that runs is asked to make them. */
const rebuildWhereItServes = async (places: Places, terminal: Terminal): Promise<RebuildOutcome> => {
  const onProgress = (progress: RebuildProgress): void =>
    terminal.progress(
      `Event ${progress.position.toLocaleString('en-GB')} of ${progress.head.toLocaleString('en-GB')}, ` +
        `${Math.round(progress.eventsPerSecond).toLocaleString('en-GB')} events a second`,
    )
  const server = places.readSide.kind === 'files' ? findServer(places.dataFolder) : null
  if (server === null) return rebuildReadSideOf(places, onProgress)
  terminal.note(`The server at ${server.address} makes new rows and goes on with the old ones meanwhile.`)
  return rebuildThroughServer(createGraphqlClient(server.address, 'waymark'), onProgress)
}

const rebuildCommand = (terminal: Terminal, env: NodeJS.ProcessEnv): Command =>
  new Command('rebuild')
    .description('Make the current generation afresh from the log of events.')
    .option(...dataOption)
    .addHelpText(
      'after',
      '\nNothing has to be stopped: a server that runs goes on with the old rows and then switches to the new ones.',
    )
    .action(async (settings: PlaceSettings) => {
      const places = placesWithLog(settings, terminal, env)
      if (places === null) return
      try {
        const { generation, position, seconds, removed } = await rebuildWhereItServes(places, terminal)
        terminal.endProgress()
        const rate = Math.round(Number(position) / Math.max(seconds, 0.001)).toLocaleString('en-GB')
        terminal.say(
          `Built ${generation} from ${position.toLocaleString('en-GB')} events in ${seconds.toFixed(1)} s (${rate} a second).`,
        )
        if (removed.length > 0) terminal.say(`It takes the place of ${removed.join(', ')}.`)
      } catch (error) {
        if (!(error instanceof Error) || !told.includes(error.name)) throw error
        terminal.note(error.message)
        terminal.finish(ExitStatus.Found)
      }
    })

const retireCommand = (terminal: Terminal, env: NodeJS.ProcessEnv): Command =>
  new Command('retire')
    .description('Remove a generation that no release needs any more.')
    .argument('<name>', 'its name, as `waymark read-side list` shows it')
    .option(...dataOption)
    .action(async (name: string, settings: PlaceSettings) => {
      const places = placesWithLog(settings, terminal, env)
      if (places === null) return
      const outcome = await retireReadSideOf(places, name)
      if (outcome.kind === 'retired') {
        terminal.say(`Removed ${name} (${megabytes(outcome.freed)}).`)
        return
      }
      terminal.note(outcome.message)
      terminal.finish(ExitStatus.Found)
    })

/** `waymark read-side list | rebuild | retire | quarantine | release` */
export const readSideCommand = (terminal: Terminal, env: NodeJS.ProcessEnv): Command =>
  new Command('read-side')
    .description('The tables from which queries are answered: list, make afresh, remove, get past an event.')
    .addCommand(listCommand(terminal, env))
    .addCommand(rebuildCommand(terminal, env))
    .addCommand(retireCommand(terminal, env))
    .addCommand(quarantineCommand(terminal, env))
    .addCommand(releaseCommand(terminal, env))
