import 'reflect-metadata'

import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { printApiSchema } from './api/print-schema.js'
import { printEventSchemas } from './domain/event-schemas.js'
import { projectRoot } from './project-root.js'

const write = (file: string, content: string): void => {
  const target = path.join(projectRoot, 'schema', file)
  mkdirSync(path.dirname(target), { recursive: true })
  writeFileSync(target, content)
}

/** Writes what others rely on from its one source. Older versions of events keep their files: they are stored still. */
const emit = async (): Promise<void> => {
  write('schema.graphql', await printApiSchema())
  for (const [name, content] of printEventSchemas()) write(path.join('events', name), content)
}

void emit()
