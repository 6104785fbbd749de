/** Why a store cannot do its work just now. Each of them passes, by itself or by what an operator does. */
export type Unavailability =
  /** No room is left for what is to be written. */
  | 'DISK_FULL'
  /** The device or file system refuses to read or write. */
  | 'DEVICE'
  /** The database cannot be reached, went away, or takes no more connections. */
  | 'CONNECTION'
  /** The database did not answer in time. */
  | 'TIMEOUT'
  /** Others hold what is needed. */
  | 'BUSY'
  /** It is being closed. */
  | 'CLOSED'

/**
 * The store cannot do its work just now, and later it can: nothing is wrong with what was asked. Whether an append
 * that ends so was recorded, nobody knows; asking again with the same command id finds out and records it once.
 */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'

  constructor(
    readonly reason: Unavailability,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** Whether asking again later is right. Everything else that a store or a writer of rows throws stays wrong. */
export const isUnavailable = (error: unknown): error is StoreUnavailable => error instanceof StoreUnavailable
