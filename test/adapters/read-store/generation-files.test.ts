import { readdirSync, writeFileSync } from 'node:fs'

import {
  generationFile,
  manifestOf,
  readSideFolder,
} from '../../../src/adapters/read-store/generation-files.js'
import { listGenerations } from '../../../src/adapters/read-store/sqlite-generations.js'
import { projections } from '../../eventsourcing/read-side/noted.js'
import { newFolder } from './files.js'

const NAME = 'read-0123456789ab'

test('looking at a generation that somebody removes meanwhile does not bring its file back', () => {
  const folder = readSideFolder(newFolder())
  expect(manifestOf(folder, NAME)).toBeNull()
  expect(readdirSync(folder)).toEqual([])
})

test('a file that is no read side is listed as unreadable, and left as it is', () => {
  const data = newFolder()
  const file = generationFile(readSideFolder(data), NAME)
  writeFileSync(file, 'no database')
  expect(listGenerations(data, projections)).toMatchObject([{ name: NAME, state: 'unreadable', size: 11 }])
})
