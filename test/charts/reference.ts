import { readFileSync } from 'node:fs'

import { besideProject } from '../support/beside-project.js'

/** A file of reference cases beside the project; null where this copy of the project has none. */
export const reference = (name: string): unknown => {
  const { file, absent } = besideProject('reference', name)
  return absent === null ? JSON.parse(readFileSync(file, 'utf8')) : null
}

/** Equal to 1e-9 relative, as the reference cases are to be met. */
export const agrees = (actual: number | null, expected: number | null): boolean =>
  actual === null || expected === null
    ? actual === expected
    : Math.abs(actual - expected) <= 1e-9 * Math.max(1e-300, Math.abs(expected))
