import { type Command, CommanderError } from 'commander'

import { ExitStatus } from './exit-status.js'
import type { Terminal } from './terminal.js'

/** Words that people said wrongly: commander has told why. Asking for help or for the version is no fault. */
const statusOf = (error: CommanderError): ExitStatus =>
  error.exitCode === 0 ? ExitStatus.Done : ExitStatus.Usage

/** Faults that were named are meant for people; others are shown with their stack. */
const tellFault = (error: unknown, terminal: Terminal): void => {
  const plain = error instanceof Error && error.name !== 'Error' && !error.name.endsWith('TypeError')
  terminal.note(
    error instanceof Error ? (plain ? error.message : (error.stack ?? error.message)) : String(error),
  )
}

/** Loads what the command needs: the analysis of numbers nothing of the server. */
const programFor = async (
  args: readonly string[],
  terminal: Terminal,
  env: NodeJS.ProcessEnv,
): Promise<Command> => {
  if (args[0] === 'analyse') return (await import('./analyse-program.js')).createAnalyseProgram()
  return (await import('./program.js')).createProgram(terminal, env)
}

/** Runs a command line and leaves its status in `process.exitCode`. */
export const runCommandLine = async (
  args: readonly string[],
  terminal: Terminal,
  env: NodeJS.ProcessEnv,
): Promise<void> => {
  try {
    const program = await programFor(args, terminal, env)
    await program.parseAsync([...args], { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) {
      terminal.finish(statusOf(error))
      return
    }
    tellFault(error, terminal)
    terminal.finish(
      error instanceof Error && error.name === 'ImportFault' ? ExitStatus.Usage : ExitStatus.Broken,
    )
  }
}
