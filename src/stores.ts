import path from 'node:path'

import { projections } from '../projections/all.js'
import type { PrismaClient } from '../prisma/client/client.js'
import { acquireDataFolder } from './adapters/event-store/data-folder-lock.js'
import { openSqliteEventStore } from './adapters/event-store/sqlite.js'
import { openReadSide, type OpenReadSideOptions } from './adapters/read-store/sqlite-read-side.js'
import { createBuildElsewhere } from './build-elsewhere.js'
import type { Config } from './config.js'
import type { Decode } from './eventsourcing/projection.js'
import type { EventStore } from './eventsourcing/event-store.js'
import type { Observer } from './eventsourcing/observer.js'
import type { RebuildProgress } from './eventsourcing/projection-runner.js'
import type { ReadSide } from './eventsourcing/read-side.js'
import type { Logger } from './log.js'
import { shownPlace } from './places.js'

/** Gives back what was opened; called last first. */
export type Closers = (() => Promise<void> | void)[]

export type Places = Pick<Config, 'dataFolder' | 'eventStore' | 'readSide'>

export interface Stores {
  readonly store: EventStore
  readonly readSide: ReadSide<PrismaClient>
  /** Tells people and the command line where this process serves, when it has a data folder. */
  readonly announce: (address: string) => void
}

/** Name of the log of events in the data folder. */
export const eventFile = (dataFolder: string): string => path.join(dataFolder, 'events.db')

/** Whether anything is kept in the data folder, so that this process alone may have it. */
export const usesDataFolder = ({ eventStore, readSide }: Places): boolean =>
  eventStore.kind === 'embedded' || readSide.kind === 'files'

const unsettledLog =
  (logger: Logger | undefined) =>
  (err: unknown): void => {
    logger?.error(
      { err },
      'Keys of the log of events cannot be written; commands are recorded all the same. ' +
        'Make room on the disk, or run `waymark verify`',
    )
  }

/**
 * Opens the log of events where the settings say. The drivers of databases are loaded only when they are needed.
 * The data folder has to be held already when the log is embedded.
 */
export const openEventStore = async (
  { dataFolder, eventStore }: Places,
  clock?: () => Date,
  logger?: Logger,
): Promise<EventStore> => {
  const options = clock === undefined ? {} : { clock }
  switch (eventStore.kind) {
    case 'embedded':
      return openSqliteEventStore(eventFile(dataFolder), { ...options, report: unsettledLog(logger) })
    case 'postgresql': {
      const { openPostgresEventStore } = await import('./adapters/event-store/postgres.js')
      return openPostgresEventStore(eventStore.url, options)
    }
    case 'kurrentdb': {
      const { openKurrentEventStore } = await import('./adapters/event-store/kurrentdb.js')
      return openKurrentEventStore(eventStore.url, options)
    }
  }
}

/** Says every other second how far a rebuild is. */
const progressLog = (logger: Logger): ((progress: RebuildProgress) => void) => {
  let said = 0
  return ({ position, head, eventsPerSecond }) => {
    const now = performance.now()
    if (now - said < 2_000 && position < head) return
    said = now
    logger.info({ position, head, eventsPerSecond: Math.round(eventsPerSecond) }, 'Building the read side')
  }
}

const openRows = async (
  places: Places,
  options: Omit<OpenReadSideOptions, 'folder'>,
): Promise<ReadSide<PrismaClient>> => {
  const { dataFolder, readSide } = places
  const elsewhere = createBuildElsewhere(places)
  if (readSide.kind === 'files') return openReadSide({ ...options, folder: dataFolder, elsewhere })
  const { openPostgresReadSide } = await import('./adapters/read-store/postgres-read-side.js')
  return openPostgresReadSide({ ...options, url: readSide.url, elsewhere })
}

export interface OpenStoresOptions {
  readonly decode: Decode
  readonly logger: Logger
  readonly clock?: (() => Date) | undefined
  /** Told of each batch of rows; undefined when nobody observes. */
  readonly observer?: Observer | undefined
}

/**
 * Opens the log of events and the read side where the settings say, and the data folder when either is in it.
 *
 * @param closers takes what closes each of them, in the order in which they were opened
 * @throws a fault with a message for people when one cannot be opened
 */
export const openStores = async (
  places: Places,
  { decode, logger, clock, observer }: OpenStoresOptions,
  closers: Closers,
): Promise<Stores> => {
  const folder = usesDataFolder(places) ? acquireDataFolder(places.dataFolder) : null
  if (folder !== null) closers.push(() => folder.release())
  const store = await openEventStore(places, clock, logger)
  closers.push(() => store.close())
  const readSide = await openRows(places, {
    store,
    decode,
    projections,
    onProgress: progressLog(logger),
    log: logger,
    ...(observer && { observer }),
  })
  closers.push(() => readSide.close())
  logger.debug(
    { eventStore: shownPlace(places.eventStore), readSide: shownPlace(places.readSide) },
    'Stores are open',
  )
  return { store, readSide, announce: (address) => folder?.announce(address) }
}
