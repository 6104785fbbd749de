import type { CommandRecord } from '../../eventsourcing/event-store.js'
import { isName } from './prepared-batch.js'

interface Asked {
  readonly commandId: string
  readonly resolve: (known: CommandRecord | null) => void
  readonly reject: (reason: unknown) => void
}

/** Questions on their way at once. */
const UNDERWAY = 2
const MOST = 512

/**
 * Looks commands up by their ids. Those asked for while others are on their way share one question: its way to the
 * database and back costs more than its answer.
 */
export const createPostgresCommandLookUp = (
  commands: (ids: readonly string[]) => Promise<readonly CommandRecord[]>,
): ((commandId: string) => Promise<CommandRecord | null>) => {
  let asked: Asked[] = []
  let scheduled = false
  let underway = 0

  const ask = async (together: readonly Asked[]): Promise<void> => {
    underway += 1
    try {
      const found = await commands([...new Set(together.map(({ commandId }) => commandId))])
      const known = new Map(found.map((command) => [command.commandId, command]))
      for (const { commandId, resolve } of together) resolve(known.get(commandId) ?? null)
    } catch (error) {
      for (const { reject } of together) reject(error)
    } finally {
      underway -= 1
      askNext()
    }
  }

  const askNext = (): void => {
    while (underway < UNDERWAY && asked.length > 0) {
      const together = asked.slice(0, MOST)
      asked = asked.slice(MOST)
      void ask(together)
    }
  }

  return (commandId) =>
    new Promise((resolve, reject) => {
      // Sent along it would divide into two, or be refused together with those of others.
      if (!isName(commandId)) {
        resolve(null)
        return
      }
      asked.push({ commandId, resolve, reject })
      if (scheduled) return
      scheduled = true
      setImmediate(() => {
        scheduled = false
        askNext()
      })
    })
}
