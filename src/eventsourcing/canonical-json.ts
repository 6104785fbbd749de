import type { Json } from './json.js'

/** A value that has no canonical JSON: a fault of the code that made it, never something a user should see. */
export class CanonicalJsonFault extends Error {
  override readonly name = 'CanonicalJsonFault'

  constructor(what: string, path: readonly (string | number)[]) {
    super(`Canonical JSON cannot carry ${what}${path.length === 0 ? '' : ` at ${path.join('.')}`}`)
  }
}

const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/
const LONE_SURROGATE = /\p{Surrogate}/u

const text = (value: string, path: readonly (string | number)[]): string => {
  if (PLAIN.test(value)) return `"${value}"`
  if (LONE_SURROGATE.test(value)) throw new CanonicalJsonFault('half of a surrogate pair', path)
  return JSON.stringify(value)
}

const list = (values: readonly unknown[], path: readonly (string | number)[]): string => {
  let out = '['
  for (let index = 0; index < values.length; index += 1) {
    out += `${index === 0 ? '' : ','}${write(values[index], [...path, index])}`
  }
  return `${out}]`
}

const record = (value: object, path: readonly (string | number)[]): string => {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    throw new CanonicalJsonFault(`an instance of ${value.constructor.name}`, path)
  }
  // Array.prototype.sort without a comparison orders by UTF-16 code units, as RFC 8785 asks.
  let out = '{'
  const fields = value as Readonly<Record<string, unknown>>
  for (const key of Object.keys(fields).sort()) {
    const member = fields[key]
    const written =
      typeof member === 'string' && PLAIN.test(member) ? `"${member}"` : write(member, [...path, key])
    out += `${out === '{' ? '' : ','}${text(key, path)}:${written}`
  }
  return `${out}}`
}

const write = (value: unknown, path: readonly (string | number)[]): string => {
  switch (typeof value) {
    case 'string':
      return text(value, path)
    case 'number':
      if (!Number.isFinite(value)) throw new CanonicalJsonFault(String(value), path)
      return JSON.stringify(value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      if (value === null) return 'null'
      return Array.isArray(value) ? list(value, path) : record(value, path)
    case 'bigint':
    case 'function':
    case 'symbol':
    case 'undefined':
      throw new CanonicalJsonFault(`a value of type ${typeof value}`, path)
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
export const canonicalJson = (value: Json): string => write(value, [])
