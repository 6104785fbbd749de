import { Command } from 'commander'

import { analyseCommand } from './commands/analyse-command.js'

/** The command line with `analyse` alone: it needs nothing of the server, and starts without loading it. */
export const createAnalyseProgram = (): Command => {
  const program = new Command('waymark').helpCommand(false).exitOverride()
  program.addCommand(
    analyseCommand().showHelpAfterError('Use --help to see how.').showSuggestionAfterError().exitOverride(),
  )
  return program
}
