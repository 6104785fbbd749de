import type { CommandRecord } from '../../eventsourcing/event-store.js'
import { toCommandRecord } from './ledger.js'
import type { SqliteLedger } from './sqlite-ledger.js'

interface Asked {
  readonly commandId: string
  readonly resolve: (known: CommandRecord | null) => void
  readonly reject: (reason: unknown) => void
}

/**
 * Looks commands up by their ids. Those asked for at once share one statement: beginning to read costs more than
 * reading, most of all when another connection has just written.
 */
export const createCommandLookUp = (ledger: SqliteLedger) => {
  let asked: Asked[] = []

  const answer = (): void => {
    const together = asked
    asked = []
    try {
      ledger.refresh()
      const stored = ledger.storedAmong(together.map(({ commandId }) => commandId))
      for (const { commandId, resolve } of together) {
        const known = stored.has(commandId) ? ledger.storedCommand(commandId) : null
        resolve(known === null ? null : toCommandRecord(known))
      }
    } catch (error) {
      for (const { reject } of together) reject(error)
    }
  }

  return (commandId: string): Promise<CommandRecord | null> =>
    new Promise((resolve, reject) => {
      asked.push({ commandId, resolve, reject })
      if (asked.length === 1) void Promise.resolve().then(answer)
    })
}
