import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

import { projectRoot } from '../../src/project-root.js'

/** Lets the end of the run name what nothing was checked against (run-ends.cjs). */
const noteAbsence = (file: string): void => {
  const run = process.env['WAYMARK_TEST_RUN_FOLDER']
  if (run === undefined) return
  mkdirSync(join(run, 'absent'), { recursive: true })
  writeFileSync(join(run, 'absent', basename(file)), '')
}

/**
 * A file of published data or reference cases, which lie beside the project and are no part of it. Where it is absent,
 * the end of the run says so.
 *
 * @param folder `data` or `reference`
 * @returns its path, and why nothing can be checked against it: null where it is there
 */
export const besideProject = (
  folder: 'data' | 'reference',
  name: string,
): { readonly file: string; readonly absent: string | null } => {
  const file = join(projectRoot, '..', 'shared', folder, name)
  if (existsSync(file)) return { file, absent: null }
  noteAbsence(file)
  return { file, absent: `NOT CHECKED: ../shared/${folder}/${name} is absent` }
}
