import { setTimeout as pause } from 'node:timers/promises'

export interface PatienceOptions {
  /** Pauses before what failed is tried again, in milliseconds; the last one holds for all later tries. */
  readonly retryAfter: readonly number[]
  /** Tries in a row after which nothing more is expected; absent: never. */
  readonly giveUpAfter?: number
  readonly stopping: AbortSignal
}

/** Tries in a row that may fail before it counts as trouble: less is over before anybody could look. */
const UNREMARKABLE = 3

/** Repeats what fails for a reason that may pass, such as a database that is away. */
export interface Patience<Kind extends string> {
  /**
   * Repeats an attempt until it succeeds; the attempt is told whether it is a repetition.
   *
   * @param isFinal whether trying again cannot help
   * @throws what the attempt threw when that is final, when patience is at its end, or when all is stopped
   */
  until<Result>(
    kind: Kind,
    attempt: (again: boolean) => Promise<Result>,
    isFinal?: (cause: unknown) => boolean,
  ): Promise<Result>
  /** Counts a failure and waits before the next try. @throws the cause when patience is at its end, or all is stopped */
  failed(kind: Kind, cause: unknown): Promise<void>
  succeeded(): void
  /** What has failed several times in a row; undefined when all goes well, or nearly. */
  trouble(): { readonly kind: Kind; readonly cause: unknown } | undefined
}

export const createPatience = <Kind extends string>(options: PatienceOptions): Patience<Kind> => {
  const { retryAfter, giveUpAfter = Infinity, stopping } = options
  let failures = 0
  let last: { readonly kind: Kind; readonly cause: unknown } | undefined

  const succeeded = (): void => {
    failures = 0
    last = undefined
  }

  const failed = async (kind: Kind, cause: unknown): Promise<void> => {
    failures += 1
    last = { kind, cause }
    if (stopping.aborted || failures >= giveUpAfter) throw cause
    const delay = retryAfter[failures - 1] ?? retryAfter.at(-1) ?? 0
    await pause(delay, undefined, { signal: stopping }).catch(() => {
      throw cause
    })
  }

  return {
    until: async (kind, attempt, isFinal = () => false) => {
      for (let again = false; ; again = true) {
        try {
          const result = await attempt(again)
          succeeded()
          return result
        } catch (cause) {
          if (isFinal(cause)) throw cause
          await failed(kind, cause)
        }
      }
    },
    failed,
    succeeded,
    trouble: () => (failures > UNREMARKABLE ? last : undefined),
  }
}
