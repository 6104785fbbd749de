/** Something in the file that cannot be recorded as it is. */
export interface Finding {
  /** Line of the file, the header being line 1; null: of the file as a whole. */
  readonly line: number | null
  /** Name of the column; null when it concerns the row. */
  readonly column: string | null
  /** What stands there. */
  readonly value: string | null
  /** For programs: one of the API's codes, or one of the import's own. */
  readonly code: string
  /** For people: what is wrong and what to do about it. */
  readonly remedy: string
}

/** What the import itself finds; everything else is refused by the rules of the domain, under their codes. */
export type ImportCode =
  | 'ROW_TOO_SHORT'
  | 'ROW_TOO_LONG'
  | 'ROW_OF_NO_METRIC'
  | 'CELL_EMPTY'
  | 'NUMBER_UNREADABLE'
  | 'PERIOD_UNREADABLE'
  | 'PERIOD_OF_OTHER_LENGTH'
  | 'DATE_UNREADABLE'
  | 'LOCALITY_UNKNOWN'
  | 'LOCALITY_AMBIGUOUS'
  | 'ROW_CONTRADICTS_ANOTHER'
  | 'INVALID_VALUE'

const longestValue = 80

/** Cells are shown, not dumped. */
export const shortened = (value: string): string =>
  value.length <= longestValue ? value : `${value.slice(0, longestValue - 1)}…`
