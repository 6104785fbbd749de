import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A fresh folder, and how to remove it with all that is in it. */
export const temporaryFolder = (): { readonly path: string; readonly remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), 'waymark-test-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
