import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'

import { verifySqliteLog } from '../../src/adapters/event-store/verify-sqlite.js'
import { eventFile } from '../../src/stores.js'
import type { Engine, LoadPlace } from './engine.js'

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))

const sizeOf = (files: readonly string[]): number => files.reduce((sum, file) => sum + statSync(file).size, 0)

const placeIn = (folder: string): LoadPlace => {
  mkdirSync(folder)
  const log = eventFile(folder)
  return {
    places: { dataFolder: folder, eventStore: { kind: 'embedded' }, readSide: { kind: 'files' } },
    settings: { WAYMARK_DATA: folder },
    verify: () => Promise.resolve(verifySqliteLog(log).findings[0]?.message ?? null),
    bytes: () => {
      const files = filesIn(folder)
      const ofLog = files.filter((file) => file.startsWith(log))
      const readSide = sizeOf(files.filter((file) => !ofLog.includes(file)))
      return Promise.resolve({ log: sizeOf(ofLog), readSide })
    },
  }
}

/** Logs in files, each in a folder of its own below a temporary one. @param within where there is room on the disk */
export const embeddedEngine = (within: string): Engine => {
  const folder = mkdtempSync(path.join(within, 'waymark-load-'))
  return {
    name: 'embedded',
    described: 'embedded store (SQLite; every commit waits for the disk)',
    place: (name) => Promise.resolve(placeIn(path.join(folder, name))),
    dispose: () => {
      rmSync(folder, { recursive: true, force: true })
      return Promise.resolve()
    },
  }
}
