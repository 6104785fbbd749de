import { readFileSync } from 'node:fs'
import path from 'node:path'

import { Command } from 'commander'

import { projectRoot } from '../project-root.js'
import { analyseCommand } from './commands/analyse-command.js'
import { backupCommand } from './commands/backup-command.js'
import { eventsCommand } from './commands/events-command.js'
import { helpCommand } from './commands/help-command.js'
import { importCommand } from './commands/import-command.js'
import { readSideCommand } from './commands/read-side-command.js'
import { schemaCommand } from './commands/schema-command.js'
import { verifyCommand } from './commands/verify-command.js'
import type { Terminal } from './terminal.js'

const version = (): string => {
  const content: unknown = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8'))
  return typeof content === 'object' && content !== null && 'version' in content
    ? String(content.version)
    : ''
}

/** Commands below commands ask for their settings in the same words, and end with the same status. */
const prepare = (command: Command, terminal: Terminal): Command => {
  command
    .showHelpAfterError('Use --help to see how.')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.say(text.trimEnd()),
      writeErr: (text) => terminal.note(text.trimEnd()),
    })
  for (const one of command.commands) prepare(one, terminal)
  return command
}

/** The command line: one file for each command. */
export const createProgram = (terminal: Terminal, env: NodeJS.ProcessEnv): Command => {
  const program = new Command('waymark')
    .description('Improvement cycles, run charts and milestones over an event store.')
    .version(version(), '-V, --version', 'print the version')
    .helpCommand(false)
    .addCommand(importCommand(terminal, env))
    .addCommand(analyseCommand())
    .addCommand(verifyCommand(terminal, env))
    .addCommand(readSideCommand(terminal, env))
    .addCommand(eventsCommand(terminal, env))
    .addCommand(backupCommand(terminal, env))
    .addCommand(schemaCommand(terminal))
  program.addCommand(helpCommand(program, terminal))
  return prepare(program, terminal)
}
