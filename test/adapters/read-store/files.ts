import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folders: string[] = []

/** A new folder for one test; its name has what paths may have. */
export const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark read#side %20-'))
  folders.push(folder)
  return folder
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})
