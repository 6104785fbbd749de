import { hash } from 'node:crypto'

const NAMESPACE = Buffer.from('6f4c1f0a5b8e5d0c9a7e3b2d1c0f9e84', 'hex')

/**
 * Id of a command's event: the UUIDv5 of `<command id>|<index>`. The same command gives the same ids, so that a
 * retry cannot record anything twice. Written out because appends call it for every event.
 *
 * @param index place of the event within the command, from 0
 */
export const eventIdOf = (commandId: string, index: number): string => {
  const name = `${commandId}|${String(index)}`
  const bytes = Buffer.allocUnsafe(NAMESPACE.length + Buffer.byteLength(name))
  NAMESPACE.copy(bytes)
  bytes.write(name, NAMESPACE.length)
  const digest = hash('sha1', bytes, 'hex')
  const variant = ((Number.parseInt(digest.charAt(16), 16) & 0x3) | 0x8).toString(16)
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `5${digest.slice(13, 16)}`,
    `${variant}${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-')
}

/** The namespace of `eventIdOf`, for those who recompute ids. */
export const EVENT_ID_NAMESPACE = '6f4c1f0a-5b8e-5d0c-9a7e-3b2d1c0f9e84'
