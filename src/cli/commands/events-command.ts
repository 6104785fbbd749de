import { Command } from 'commander'

import type { Terminal } from '../terminal.js'
import { eventsExportCommand } from './events-export-command.js'
import { eventsImportCommand } from './events-import-command.js'

/** `waymark events export | import` */
export const eventsCommand = (terminal: Terminal, env: NodeJS.ProcessEnv): Command =>
  new Command('events')
    .description('Move the log of events between stores: embedded, PostgreSQL, KurrentDB.')
    .addCommand(eventsExportCommand(terminal, env))
    .addCommand(eventsImportCommand(terminal, env))
