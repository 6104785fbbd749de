import type { ReleaseEvent } from '../../domain/quarantine/commands.js'
import { quarantine } from '../../domain/quarantine/quarantine.js'
import { releaseEvent as decide } from '../../domain/quarantine/release-event.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'

/** Lifts the quarantine of an event. */
export const releaseEvent = async (unit: UnitOfWork, command: ReleaseEvent) => {
  const { eventId } = command
  return concluded(await unit.decide(quarantine, eventId, decide(command)), { eventId })
}
