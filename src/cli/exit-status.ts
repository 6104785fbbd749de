/** What a command's exit status says. */
export const ExitStatus = {
  Done: 0,
  /** Rows were rejected, or something was found. */
  Found: 1,
  /** The command, a setting, the mapping or the file is not as needed: nothing was begun. */
  Usage: 2,
  /** It broke off under way. */
  Broken: 3,
} as const
export type ExitStatus = (typeof ExitStatus)[keyof typeof ExitStatus]
