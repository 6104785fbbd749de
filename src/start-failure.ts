import { describeProblems, WRONG_SETTINGS_STATUS, type SettingProblem } from './config.js'

/** Faults that were named are meant for the person at the terminal; others are shown with their stack. */
const isForPeople = (error: Error): boolean =>
  !['Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError'].includes(error.name)

/** Says on the terminal why the program has not started, and lets it end with a status that says so too. */
export const sayWhyNotStarted = (error: unknown): void => {
  const text =
    error instanceof Error
      ? isForPeople(error)
        ? error.message
        : (error.stack ?? error.message)
      : String(error)
  process.stderr.write(`${text}\n`)
  process.exitCode = 1
}

export const sayWrongSettings = (problems: readonly SettingProblem[]): void => {
  process.stderr.write(`${describeProblems(problems)}\n`)
  process.exitCode = WRONG_SETTINGS_STATUS
}
