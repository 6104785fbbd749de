import { readFileSync } from 'node:fs'
import path from 'node:path'

import { Argument, Command } from 'commander'

import { projectRoot } from '../../project-root.js'
import { mappingSchema } from '../import/mapping.js'
import type { Terminal } from '../terminal.js'

/** `waymark schema`: prints what others rely on. */
export const schemaCommand = (terminal: Terminal): Command =>
  new Command('schema')
    .description('Print the GraphQL schema of the API, or the JSON Schema of import mappings.')
    .addArgument(new Argument('[which]').choices(['graphql', 'mapping']).default('graphql'))
    .action((which: string) => {
      const text =
        which === 'mapping'
          ? mappingSchema()
          : readFileSync(path.join(projectRoot, 'schema', 'schema.graphql'), 'utf8')
      terminal.say(text.trimEnd())
    })
