import type { Json } from './json.js'

/** Where a value stands: the member or place, and where that stands. */
interface Place {
  readonly key: string | number
  readonly within: Place | null
}

const pathOf = (place: Place | null): (string | number)[] => {
  const path: (string | number)[] = []
  for (let at = place; at !== null; at = at.within) path.unshift(at.key)
  return path
}

/** A value that has no canonical JSON: a fault of the code that made it, never something a user should see. */
export class CanonicalJsonFault extends Error {
  override readonly name = 'CanonicalJsonFault'

  constructor(what: string, place: Place | null) {
    super(`Canonical JSON cannot carry ${what}${place === null ? '' : ` at ${pathOf(place).join('.')}`}`)
  }
}

/** Text that JSON writes as it stands, between quotes. */
export const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/

/** A name as JSON writes it. Names are nearly always plain, and a log asks for many a command. */
export const quoted = (name: string): string => (PLAIN.test(name) ? `"${name}"` : JSON.stringify(name))

const LONE_SURROGATE = /\p{Surrogate}/u

const text = (value: string, place: Place | null): string => {
  if (PLAIN.test(value)) return `"${value}"`
  if (LONE_SURROGATE.test(value)) throw new CanonicalJsonFault('half of a surrogate pair', place)
  return JSON.stringify(value)
}

const list = (values: readonly unknown[], place: Place | null): string => {
  let out = '['
  for (let index = 0; index < values.length; index += 1) {
    out += `${index === 0 ? '' : ','}${write(values[index], { key: index, within: place })}`
  }
  return `${out}]`
}

/** Names of members as an object has them, and as they are written. */
interface Order {
  readonly names: readonly string[]
  readonly sorted: readonly string[]
  /** What stands before the value of each sorted name: brace or comma, the name and a colon. */
  readonly heads: readonly string[]
  /** The same with the quote that opens a text: each piece that a text is put together of costs some. */
  readonly openings: readonly string[]
}

/** Some orders, by the number of names: most objects are one of a few shapes. */
const orders = new Map<number, Order[]>()
const ORDERS_KEPT = 8
/** Objects with more names than this are rarely alike. */
const MOST_NAMES = 40

const isOf = ({ names }: Order, asked: readonly string[]): boolean => {
  for (let index = 0; index < names.length; index += 1) if (names[index] !== asked[index]) return false
  return true
}

const orderOf = (names: readonly string[], place: Place | null): Order => {
  const alike = orders.get(names.length) ?? []
  for (const order of alike) if (isOf(order, names)) return order
  // Array.prototype.sort without a comparison orders by UTF-16 code units, as RFC 8785 asks.
  const sorted = [...names].sort()
  const heads = sorted.map((name, index) => `${index === 0 ? '{' : ','}${text(name, place)}:`)
  const order = { names, sorted, heads, openings: heads.map((head) => `${head}"`) }
  if (names.length <= MOST_NAMES) orders.set(names.length, [order, ...alike.slice(0, ORDERS_KEPT - 1)])
  return order
}

const member = (value: unknown, key: string, within: Place | null): string =>
  Number.isSafeInteger(value) ? String(value) : write(value, { key, within })

const record = (value: object, place: Place | null): string => {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    throw new CanonicalJsonFault(`an instance of ${value.constructor.name}`, place)
  }
  const fields = value as Readonly<Record<string, unknown>>
  const { sorted, heads, openings } = orderOf(Object.keys(fields), place)
  if (sorted.length === 0) return '{}'
  let out = ''
  for (let index = 0; index < sorted.length; index += 1) {
    const name = sorted[index] ?? ''
    const field = fields[name]
    if (typeof field === 'string' && PLAIN.test(field)) out += `${openings[index] ?? ''}${field}"`
    else out += `${heads[index] ?? ''}${member(field, name, place)}`
  }
  return `${out}}`
}

const write = (value: unknown, place: Place | null): string => {
  switch (typeof value) {
    case 'string':
      return text(value, place)
    case 'number':
      if (!Number.isFinite(value)) throw new CanonicalJsonFault(String(value), place)
      return JSON.stringify(value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      if (value === null) return 'null'
      return Array.isArray(value) ? list(value, place) : record(value, place)
    case 'bigint':
    case 'function':
    case 'symbol':
    case 'undefined':
      throw new CanonicalJsonFault(`a value of type ${typeof value}`, place)
  }
}

/**
 * The one text of a JSON value by RFC 8785: no white space, members sorted by UTF-16 code units, numbers and
 * strings as ECMAScript writes them.
 *
 * @throws CanonicalJsonFault for undefined, NaN, infinities, bigint, Date and other instances, and text that is
 * not well-formed Unicode; the message names the path.
 *
 * @example canonicalJson({ b: 1, a: 'x' }) // {"a":"x","b":1}
 */
export const canonicalJson = (value: Json): string => write(value, null)
