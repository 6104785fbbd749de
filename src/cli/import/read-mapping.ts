import { readFileSync } from 'node:fs'

import type { z } from 'zod'

import { ImportFault } from './import-fault.js'
import { Mapping } from './mapping.js'

/** `metrics.0.code`, as one finds it in the file. */
const pathOf = (issue: z.core.$ZodIssue): string =>
  issue.path.length === 0 ? '(the whole file)' : issue.path.join('.')

const describe = (issue: z.core.$ZodIssue): string[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => `  ${[...issue.path, key].join('.')}: There is no such setting; leave it out`)
    : [`  ${pathOf(issue)}: ${issue.message}`]

/** Checks a mapping; every fault names its path in the file and the remedy. @throws ImportFault */
export const parseMapping = (value: unknown, name: string): Mapping => {
  const parsed = Mapping.safeParse(value, {
    error: (issue) => (issue.input === undefined ? 'Give a value: it is needed' : undefined),
  })
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.flatMap(describe)
  throw new ImportFault(`The mapping ${name} is not right:\n${problems.join('\n')}`)
}

/** Reads a mapping from a JSON file. @throws ImportFault when it cannot be read, is no JSON or is wrong */
export const readMapping = (file: string): Mapping => {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new ImportFault(`The mapping ${file} cannot be read; check the path and that you may read it`, {
      cause,
    })
  }
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ImportFault(`The mapping ${file} is not JSON: ${reason}`, { cause: error })
  }
  return parseMapping(value, file)
}
