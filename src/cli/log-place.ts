import path from 'node:path'

import type { Config } from '../config.js'
import { encodingHint, eventStoreAt, masked, shownPlace } from '../places.js'
import { settingsOf } from './destination.js'
import { ImportFault } from './import/import-fault.js'

/** How a command is told which store it is about, instead of the settings. */
export interface PlaceSettings {
  readonly data?: string
  readonly store?: string
}

type Places = Pick<Config, 'dataFolder' | 'eventStore' | 'readSide'>

export const dataOption = [
  '--data <folder>',
  'the data folder of an embedded store, instead of WAYMARK_DATA',
] as const

export const storeOption = [
  '--store <address>',
  'the store, instead of WAYMARK_EVENT_STORE: embedded, postgresql://… or kurrentdb://…',
] as const

const storeOf = ({ data, store }: PlaceSettings): string | undefined => {
  if (store === undefined) return data === undefined ? undefined : 'embedded'
  const place = eventStoreAt(store)
  if (place === null) {
    const hint = encodingHint(store)
    throw new ImportFault(
      `--store is "${masked(store)}"; give embedded, postgresql://user@host/database or kurrentdb://host:2113` +
        (hint === null ? '' : `; ${hint}`),
    )
  }
  if (data !== undefined && place.kind !== 'embedded') {
    throw new ImportFault(
      '--data names the folder of an embedded store, --store another one: give one of the two',
    )
  }
  return store
}

/** The store that a command is about. @throws ImportFault when an option or a setting is wrong */
export const placesOf = (given: PlaceSettings, env: NodeJS.ProcessEnv): Places => {
  const store = storeOf(given)
  return settingsOf({
    ...env,
    ...(given.data !== undefined && { WAYMARK_DATA: given.data }),
    ...(store !== undefined && { WAYMARK_EVENT_STORE: store }),
  })
}

/** A folder as people at this terminal would write it. */
const shownFolder = (folder: string): string => {
  const relative = path.relative(process.cwd(), folder) || '.'
  return relative.startsWith('..') ? folder : relative
}

/** Completes «Exporting …», «Importing into …»; no password is in it. */
export const describePlace = ({ dataFolder, eventStore }: Places): string =>
  eventStore.kind === 'embedded' ? `the data folder ${shownFolder(dataFolder)}` : shownPlace(eventStore)
