import 'zod/compile'

import { runCommandLine } from './run-command-line.js'
import { processTerminal } from './terminal.js'

void runCommandLine(process.argv.slice(2), processTerminal(), process.env)
