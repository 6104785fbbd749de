import type { Entry, StoredEvent } from '../event-store/ledger.js'
import type { CommandLine } from './parse-line.js'

type EventLine = CommandLine['events'][number]

const eventDifference = (found: EventLine, event: StoredEvent): string | null => {
  const { position } = event
  if (found.position !== position) return `event ${found.position} stands where event ${position} belongs`
  if (found.revision !== event.revision)
    return `event ${position} has revision ${found.revision} of stream ${event.stream}, which continues with ${event.revision}`
  if (found.payloadHash !== event.payloadHash)
    return `data or metadata of event ${position} are not what was exported: their hash differs`
  if (found.streamPrevious !== event.streamPrevious)
    return `event ${position} does not follow from the one before it in stream ${event.stream}`
  if (found.chain !== event.chain)
    return `event ${position} is not what was exported, or does not belong here: its chain hash differs`
  return null
}

/**
 * What is wrong with a line that does not come out as it stands when it is written anew.
 *
 * @param entry what the line's command adds to the log as it was recomputed
 */
export const differenceOf = (found: CommandLine, { command, events }: Entry): string => {
  for (const [index, event] of events.entries()) {
    const line = found.events[index]
    const difference = line === undefined ? null : eventDifference(line, event)
    if (difference !== null) return difference
  }
  if (found.position !== command.position)
    return `command ${command.id} ends at position ${found.position}, its events at ${command.position}`
  if (found.check !== command.check)
    return `the record of command ${command.id} is not what was exported: its check differs`
  return 'the line is not written as an export writes it'
}

/** Lines that are missing, doubled or moved show in the numbers of the commands. */
export const misplaced = (found: CommandLine, belongs: number): string | null =>
  found.sequence === belongs
    ? null
    : `command ${found.sequence} stands where command ${belongs} belongs: lines are missing, doubled or in another order`
