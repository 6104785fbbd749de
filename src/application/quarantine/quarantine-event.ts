import type { QuarantineEvent } from '../../domain/quarantine/commands.js'
import { quarantine } from '../../domain/quarantine/quarantine.js'
import { quarantineEvent as decide, type ReadSideFacts } from '../../domain/quarantine/quarantine-event.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'

export interface QuarantineFacts extends ReadSideFacts {
  /** The event that was passed over at the command's position; null: none was. */
  readonly passedOver: string | null
}

/** Lets the read side go on without an event at which it stands still. */
export const quarantineEvent = async (unit: UnitOfWork, command: QuarantineEvent, facts: QuarantineFacts) => {
  const eventId = command.eventId ?? facts.passedOver ?? facts.standing?.eventId
  const decision = decide(command, facts)
  if (eventId === undefined) return concluded(decision(quarantine.initial), { eventId: '' })
  return concluded(await unit.decide(quarantine, eventId, decision), { eventId })
}
