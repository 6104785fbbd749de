import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(process.cwd(), '..', 'shared', 'reference')

/** A file of reference cases beside the project; null where this copy of the project has none. */
export const reference = (file: string): unknown => {
  const path = join(folder, file)
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8'))
  console.warn(`NOT CHECKED against reference cases: ${path} is absent`)
  return null
}

/** Equal to 1e-9 relative, as the reference cases are to be met. */
export const agrees = (actual: number | null, expected: number | null): boolean =>
  actual === null || expected === null
    ? actual === expected
    : Math.abs(actual - expected) <= 1e-9 * Math.max(1e-300, Math.abs(expected))
