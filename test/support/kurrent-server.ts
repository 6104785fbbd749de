import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Address of a real server of KurrentDB that tests may use; null when none is named. They write streams with a prefix
 * of their own run only, and read no others.
 */
export const kurrentForTests = (): string | null => {
  const url = process.env['KURRENTDB_URL']
  return url === undefined || url === '' ? null : url
}

/** Lets the end of the run say that nothing was tested against a real server. */
export const noteAbsence = (): void => {
  const folder = process.env['WAYMARK_TEST_RUN_FOLDER']
  if (folder !== undefined) writeFileSync(join(folder, 'kurrentdb-absent'), '')
}
