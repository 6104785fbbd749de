import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import {
  acquireDataFolder,
  DataFolderInUse,
  readAnnouncement,
} from '../../../src/adapters/event-store/data-folder-lock.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { exited, startTypescript } from '../../support/typescript-process.js'

describe('a data folder', () => {
  let folder: ReturnType<typeof temporaryFolder>
  let path: string
  beforeEach(() => {
    folder = temporaryFolder()
    path = join(folder.path, 'data')
  })
  afterEach(() => folder.remove())

  test('is refused to a second process, which is told by whom, and is free when the first one is killed', async () => {
    const holder = startTypescript(join(__dirname, '../../support/data-folder-holder.ts'), path)
    if (holder.stdout === null) throw new Error('The holder has no output')
    await once(holder.stdout, 'data')
    const announcement = { pid: holder.pid, address: 'http://127.0.0.1:4321' }
    expect(readAnnouncement(path)).toEqual(announcement)
    expect(() => acquireDataFolder(path)).toThrow(DataFolderInUse)
    expect(() => acquireDataFolder(path)).toThrow(`${holder.pid}, serving at http://127.0.0.1:4321`)
    expect(() => acquireDataFolder(path)).toThrow('set WAYMARK_DATA')

    const gone = exited(holder)
    holder.kill('SIGKILL')
    await gone
    expect(readAnnouncement(path)).toBeNull()
    acquireDataFolder(path).release()
  })

  test('is refused to a second part of the same process until it is released', () => {
    const held = acquireDataFolder(path)
    expect(() => acquireDataFolder(path)).toThrow(DataFolderInUse)
    held.release()
    held.release()
    acquireDataFolder(path).release()
  })

  test('announces nobody before, after and without a server', () => {
    expect(readAnnouncement(path)).toBeNull()
    const held = acquireDataFolder(path)
    expect(readAnnouncement(path)).toBeNull()
    held.announce('http://127.0.0.1:4000')
    expect(readAnnouncement(path)).toEqual({ pid: process.pid, address: 'http://127.0.0.1:4000' })
    held.release()
    expect(readAnnouncement(path)).toBeNull()
  })

  test('an announcement that is not one is not believed', () => {
    const held = acquireDataFolder(path)
    for (const text of ['', 'null', '{', '{"pid":"1","address":2}', '[]']) {
      writeFileSync(join(path, 'server.json'), text)
      expect(readAnnouncement(path)).toBeNull()
    }
    held.release()
  })
})
