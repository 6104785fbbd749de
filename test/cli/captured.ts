import type { ExitStatus } from '../../src/cli/exit-status.js'
import { runCommandLine } from '../../src/cli/run-command-line.js'

export interface Captured {
  readonly out: string
  readonly notes: string
  readonly status: ExitStatus
}

/** Runs a command line in this process and catches what it says. What commander itself says goes to the terminal. */
export const capture = async (args: readonly string[], env: NodeJS.ProcessEnv): Promise<Captured> => {
  const out: string[] = []
  const notes: string[] = []
  let status: ExitStatus = 0
  await runCommandLine(
    args,
    {
      say: (text) => void out.push(text),
      note: (text) => void notes.push(text),
      progress: () => undefined,
      endProgress: () => undefined,
      finish: (end) => {
        status = end
      },
    },
    env,
  )
  return { out: out.join('\n'), notes: notes.join('\n'), status }
}
