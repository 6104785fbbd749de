import type { Cell } from '../../eventsourcing/projection.js'
import { encodeCell } from './cells.js'
import type { ColumnShape } from './read-schema.js'

/** Types of columns as parameters of a statement name them. */
const types: Readonly<Record<ColumnShape['type'], string>> = {
  String: 'text',
  Int: 'int4',
  BigInt: 'int8',
  Float: 'float8',
  Boolean: 'bool',
  DateTime: 'timestamptz',
  Json: 'json',
}

/** The type of a column; JSON in a condition is compared as the text that it is. */
export const typeOf = ({ type }: ColumnShape): string => types[type]

export const comparedTypeOf = ({ type }: ColumnShape): string => (type === 'Json' ? 'text' : types[type])

/** One cell as PostgreSQL reads it inside an array: equal cells give equal text. */
export type Element = string

export const NULL: Element = 'NULL'

const SPECIAL = /["\\\u0000]/
const escaped = (text: string): string =>
  // Text columns cannot hold U+0000; the character that stands for unreadable ones takes its place.
  text.replaceAll(/["\\\u0000]/g, (found) => (found === '\u0000' ? '\ufffd' : `\\${found}`))

const quoted = (text: string): Element => `"${SPECIAL.test(text) ? escaped(text) : text}"`

/**
 * A cell as an element of an array. @throws TypeError naming the column when the cell is not of its type: a wrong row
 * must not be stored.
 */
export const elementOf = (column: ColumnShape, cell: Cell | undefined): Element => {
  if (cell === null || cell === undefined) return NULL
  if (column.type === 'String' && typeof cell === 'string') return quoted(cell)
  const bound = encodeCell(column, cell)
  switch (column.type) {
    case 'Boolean':
      return bound === 1n ? 't' : 'f'
    case 'Int':
    case 'BigInt':
      return String(bound)
    case 'Float':
      // Minus zero equals zero.
      return bound === 0 ? '0' : String(bound)
    case 'String':
    case 'DateTime':
    case 'Json':
      return quoted(String(bound))
  }
}

/**
 * As `elementOf`, for the cells of one column in turn. Many say what the one before them said, such as who recorded a
 * reading and when, and to see that is quicker than quoting a text or writing out an instant.
 */
export const elementsOf = (column: ColumnShape): ((cell: Cell | undefined) => Element) => {
  let last: string | number | null = null
  let element = NULL
  return (cell) => {
    if (cell === null || cell === undefined) return NULL
    const said = typeof cell === 'string' ? cell : cell instanceof Date ? cell.getTime() : null
    if (said === null) return elementOf(column, cell)
    if (said === last) return element
    element = elementOf(column, cell)
    last = said
    return element
  }
}

/** Elements as the text of an array. */
export const arrayOf = (elements: readonly Element[]): string => `{${elements.join(',')}}`
