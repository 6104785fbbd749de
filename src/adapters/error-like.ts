/** What drivers throw. Not all of it is an `Error` of this realm, and SQLite's is none that Node calls native. */
export interface ErrorLike {
  readonly message: string
  readonly code?: unknown
}

export const isErrorLike = (value: unknown): value is ErrorLike =>
  typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string'
