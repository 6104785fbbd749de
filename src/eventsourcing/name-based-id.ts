import { hash } from 'node:crypto'

import { RecentlyUsed } from './recently-used.js'

const NAMESPACE_BYTES = 16
/** Names longer than a UUID or two are rare; they get bytes of their own. */
const SCRATCH_NAME = 512

/** The digit that tells the variant, by the digit of the hash that it takes the place of. */
const VARIANTS: ReadonlyMap<string, string> = new Map(
  Array.from({ length: 16 }, (_, digit) => [digit.toString(16), ((digit & 0x3) | 0x8).toString(16)]),
)

/**
 * Makes the UUIDv5 of names in one namespace (RFC 9562, section 5.5): the same name gives the same id. As the
 * package `uuid` does, in a quarter of its time, because every event and every reading asks for some.
 *
 * @param namespace a UUID
 */
export const nameBasedIds = (namespace: string): ((name: string) => string) => {
  const scratch = Buffer.alloc(NAMESPACE_BYTES + SCRATCH_NAME)
  scratch.write(namespace.replaceAll('-', ''), 'hex')
  const prefix = Buffer.from(scratch.subarray(0, NAMESPACE_BYTES))

  /** The first bytes of the scratch, by how many: names are of few lengths, and a view costs a tenth of a hash. */
  const views: Buffer[] = []

  const bytesOf = (name: string): Buffer => {
    // No character takes more than three bytes per code unit.
    if (name.length * 3 > SCRATCH_NAME) return Buffer.concat([prefix, Buffer.from(name)])
    const length = NAMESPACE_BYTES + scratch.write(name, NAMESPACE_BYTES)
    return (views[length] ??= scratch.subarray(0, length))
  }

  return (name) => {
    const digest = hash('sha1', bytesOf(name), 'hex')
    const timeAndVersion = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}`
    const variant = VARIANTS.get(digest.charAt(16)) ?? ''
    return `${timeAndVersion}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`
  }
}

/** The same ids, for names that are asked for again and again: an id costs a hash, a look a quarter of it. */
export const remembered = (idOf: (name: string) => string, most: number): ((name: string) => string) => {
  const known = new RecentlyUsed<string>(most)
  return (name) => {
    const id = known.get(name)
    if (id !== undefined) return id
    const made = idOf(name)
    known.set(name, made)
    return made
  }
}
