import type { CommandEnvelope, CommandHandler, CommandOutcome } from './command.js'
import type { AppendBatch, AppendOutcome, EventStore, Recorded } from './event-store.js'
import type { Json } from './json.js'

/** What something that was observed came to. */
export type Finished<Result> = { readonly result: Result } | { readonly fault: unknown }

export interface ObservedCommand {
  /** The envelope to go on with: an observer may put the command into a trace of its own. */
  readonly envelope: CommandEnvelope
  ended(finished: Finished<CommandOutcome<Json>>): void
}

export interface ObservedRows {
  readonly generation: string
  readonly events: readonly Recorded[]
  /** Whether these came as they were recorded; false while rows are built or caught up. */
  readonly live: boolean
}

/** Is told of what goes on. Where nobody observes there is no observer, and nothing is wrapped. Must not throw. */
export interface Observer {
  command(envelope: CommandEnvelope): ObservedCommand
  append(batch: AppendBatch): (finished: Finished<AppendOutcome>) => void
  /** `applied`: how many of the events the rows have got past. */
  rows(batch: ObservedRows): (applied: number) => void
}

const told = async <Result>(
  work: () => Promise<Result>,
  ended: (finished: Finished<Result>) => void,
): Promise<Result> => {
  let result: Result
  try {
    result = await work()
  } catch (fault) {
    ended({ fault })
    throw fault
  }
  ended({ result })
  return result
}

/** The same handler, each of its commands told to an observer. */
export const observeCommands = (handler: CommandHandler, observer: Observer): CommandHandler => ({
  run: (envelope, work, options) => {
    const command = observer.command(envelope)
    return told(
      () => handler.run(command.envelope, work, options),
      (finished) => command.ended(finished),
    )
  },
})

/** The same store, each append told to an observer. */
export const observeStore = (store: EventStore, observer: Observer): EventStore => ({
  capabilities: store.capabilities,
  append: (batch) => told(() => store.append(batch), observer.append(batch)),
  findCommand: (commandId) => store.findCommand(commandId),
  readStream: (stream, options) => store.readStream(stream, options),
  ...(store.readContents && { readContents: store.readContents }),
  readAll: (after, options) => store.readAll(after, options),
  subscribe: (after, options) => store.subscribe(after, options),
  head: () => store.head(),
  ...(store.history && { history: store.history }),
  close: () => store.close(),
})

/** One observer that tells several, each wrapping what the one before gives. */
export const observeWith = (observers: readonly Observer[]): Observer => ({
  command: (envelope) => {
    const observed: ObservedCommand[] = []
    let own = envelope
    for (const observer of observers) {
      const command = observer.command(own)
      observed.push(command)
      own = command.envelope
    }
    return {
      envelope: own,
      ended: (finished) => {
        for (const command of observed) command.ended(finished)
      },
    }
  },
  append: (batch) => {
    const ends = observers.map((observer) => observer.append(batch))
    return (finished) => {
      for (const end of ends) end(finished)
    }
  },
  rows: (batch) => {
    const ends = observers.map((observer) => observer.rows(batch))
    return (applied) => {
      for (const end of ends) end(applied)
    }
  },
})
