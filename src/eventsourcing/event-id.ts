import { nameBasedIds } from './name-based-id.js'

/** The namespace of `eventIdOf`, for those who recompute ids. */
export const EVENT_ID_NAMESPACE = '6f4c1f0a-5b8e-5d0c-9a7e-3b2d1c0f9e84'

const idOf = nameBasedIds(EVENT_ID_NAMESPACE)

/** Ids of the command asked for last: the store asks again for what the handler has just given to its events. */
let last: { commandId: string; readonly ids: string[] } = { commandId: '', ids: [] }

/**
 * Id of a command's event: the UUIDv5 of `<command id>|<index>`. The same command gives the same ids, so that a
 * retry cannot record anything twice.
 *
 * @param index place of the event within the command, from 0
 */
export const eventIdOf = (commandId: string, index: number): string => {
  if (last.commandId !== commandId) last = { commandId, ids: [] }
  return (last.ids[index] ??= idOf(`${commandId}|${String(index)}`))
}
