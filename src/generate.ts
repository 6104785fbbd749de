import 'reflect-metadata'

import { writeFileSync } from 'node:fs'
import path from 'node:path'

import { printApiSchema } from './api/print-schema.js'
import { printEventSchemas } from './domain/event-schemas.js'
import { projectRoot } from './project-root.js'

/** Writes what is emitted from the sources and committed; `git diff` then shows what a change means to others. */
const generate = async (): Promise<void> => {
  const folder = path.join(projectRoot, 'schema')
  writeFileSync(path.join(folder, 'schema.graphql'), await printApiSchema())
  for (const [file, text] of printEventSchemas()) writeFileSync(path.join(folder, 'events', file), text)
}

void generate()
