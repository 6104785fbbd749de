import { categoryOf } from '../../eventsourcing/stream-name.js'
import { sha256 } from '../../eventsourcing/hash-chain.js'

/**
 * What streams are called on the server. Names there carry letters, digits, `.`, `-` and `_` only, so every other
 * character, and `_` itself, is written as `_` and two hexadecimal digits for each byte of it.
 */
export interface KurrentNames {
  /** Begins every stream of events, and nothing else. */
  readonly events: string
  /** Begins the stream of every command record. */
  readonly commands: string
  stream(name: string): string
  /** The name as Waymark knows it; null for a stream that is not of this Waymark. */
  fromServer(stream: string): string | null
  /** The stream in which a command is remembered. */
  command(id: string): string
  /** The stream that reserves an event id which is not derived from a command. */
  reservation(eventId: string): string
  /** Prefixes that let through the events of categories, and perhaps more. */
  prefixes(categories: readonly string[] | undefined): string[]
}

const UNSAFE = /[^A-Za-z0-9.-]/gu

const encode = (name: string): string =>
  name.replace(UNSAFE, (character) =>
    [...Buffer.from(character, 'utf8')]
      .map((byte) => `_${byte.toString(16).padStart(2, '0').toUpperCase()}`)
      .join(''),
  )

const decode = (name: string): string =>
  name.replace(/(?:_[0-9A-F]{2})+/g, (bytes) =>
    Buffer.from(bytes.replaceAll('_', ''), 'hex').toString('utf8'),
  )

/** Ids of commands are the callers' and may be long; then their hash stands for them. */
const LONGEST_ID = 200

const commandKey = (id: string): string => {
  const encoded = encode(id)
  // An encoded id has `_` only before two hexadecimal digits, so `_sha` is nobody's id.
  return encoded.length <= LONGEST_ID ? encoded : `_sha256-${sha256(id)}`
}

export const kurrentNames = (prefix: string): KurrentNames => {
  // None of the three begins another, and no other prefix makes one that does.
  const events = `${prefix}.`
  const commands = `${prefix}_command-`
  return {
    events,
    commands,
    stream: (name) => `${events}${encode(name)}`,
    fromServer: (stream) => (stream.startsWith(events) ? decode(stream.slice(events.length)) : null),
    command: (id) => `${commands}${commandKey(id)}`,
    reservation: (eventId) => `${prefix}_event-${encode(eventId)}`,
    prefixes: (categories) => categories?.map((category) => `${events}${encode(category)}`) ?? [events],
  }
}

/** Whether a stream is of one of the categories; absent: of any. */
export const isOfCategory = (stream: string, categories: readonly string[] | undefined): boolean =>
  categories === undefined || categories.includes(categoryOf(stream))
