import { hash } from 'node:crypto'

import { quoted } from './canonical-json.js'

/** SHA-256 in lower-case hexadecimal, 64 characters. */
export type Sha256 = string

/** Stands before the first event of a stream, of the log and of the command records. */
export const GENESIS: Sha256 = '0'.repeat(64)

/** SHA-256 of a text's UTF-8 bytes. */
export const sha256 = (text: string): Sha256 => hash('sha256', text, 'hex')

/** What the hashes of an event bind beside its payload. `recordedAt` in milliseconds since 1970. */
export interface EventHeader {
  readonly position: number
  readonly stream: string
  readonly revision: number
  readonly id: string
  readonly type: string
  readonly schema: number
  readonly recordedAt: number
}

/** What the hash of a command record binds beside its result. */
export interface CommandHeader {
  /** 1 for the first command of the log. */
  readonly sequence: number
  readonly id: string
  readonly requestHash: string
  readonly position: number
}

/** Of the stored texts of data and meta: SHA-256 of `<data> LF <meta>`. */
export const payloadHash = (data: string, meta: string): Sha256 => sha256(`${data}\n${meta}`)

/** What both hashes of an event say of it, as the inside of a JSON array. */
const inStream = ({ stream, revision, id, type, schema }: EventHeader): string =>
  `${quoted(stream)},${revision},${quoted(id)},${quoted(type)},${schema}`

const streamHashOf = (previous: Sha256, payload: Sha256, text: string): Sha256 =>
  sha256(`${previous}\n${payload}\n[${text}]`)

const chainHashOf = (
  previous: Sha256,
  payload: Sha256,
  { position, recordedAt }: EventHeader,
  text: string,
): Sha256 => sha256(`${previous}\n${payload}\n[${position},${text},${recordedAt}]`)

/**
 * Hash of an event within its stream; the next event of the stream keeps it as `streamPrevious`.
 * SHA-256 of `<streamPrevious> LF <payloadHash> LF <[stream,revision,id,type,schema]>`.
 */
export const streamHash = (streamPrevious: Sha256, payload: Sha256, header: EventHeader): Sha256 =>
  streamHashOf(streamPrevious, payload, inStream(header))

/**
 * Links an event to everything recorded before it.
 * SHA-256 of `<previous chain> LF <payloadHash> LF <[position,stream,revision,id,type,schema,recordedAt]>`.
 */
export const chainHash = (previous: Sha256, payload: Sha256, header: EventHeader): Sha256 =>
  chainHashOf(previous, payload, header, inStream(header))

/** Both hashes of an event, after those of what stands before it in the log and in its stream. */
export const eventHashes = (
  previous: { readonly chain: Sha256; readonly stream: Sha256 },
  payload: Sha256,
  header: EventHeader,
): { readonly chain: Sha256; readonly stream: Sha256 } => {
  const text = inStream(header)
  return {
    chain: chainHashOf(previous.chain, payload, header, text),
    stream: streamHashOf(previous.stream, payload, text),
  }
}

/**
 * Links a command record to the one before it.
 * SHA-256 of `<previous check> LF <[sequence,id,requestHash,position]> LF <result>`.
 */
export const commandHash = (previous: Sha256, header: CommandHeader, result: string): Sha256 =>
  sha256(
    `${previous}\n[${header.sequence},${quoted(header.id)},${quoted(header.requestHash)},${header.position}]\n${result}`,
  )
