import type { Logger } from '../log.js'

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/**
 * Closes the program on the first signal to stop, with status 0 when all went well; a second signal ends it at once.
 *
 * @param exit ends the process; given so that it can be tested
 */
export const closeOnSignals = (
  close: () => Promise<void>,
  logger: Logger,
  exit: (status: number) => void = (status) => process.exit(status),
): void => {
  let closing = false
  const onSignal = (signal: NodeJS.Signals) => {
    if (closing) {
      logger.warn({ signal }, 'Ending at once')
      exit(1)
      return
    }
    closing = true
    logger.info({ signal }, 'Stopping: requests in flight may finish')
    close().then(
      () => {
        logger.info('Stopped')
        exit(0)
      },
      (error: unknown) => {
        logger.error({ err: error }, 'Stopping failed')
        exit(1)
      },
    )
  }
  for (const signal of SIGNALS) process.on(signal, onSignal)
}
